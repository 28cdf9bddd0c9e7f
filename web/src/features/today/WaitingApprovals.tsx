import { Text } from '@mantine/core'
import { IconChevronRight, IconShieldCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useWaiting } from '@/features/approvals'
import { operationText } from '@/i18n/words'
import classes from './Today.module.css'

/** What agents want to do and may not without a person. */
export function WaitingApprovals() {
  const { t } = useTranslation()
  const { items } = useWaiting()
  const [first] = items
  if (!first) return null
  return (
    <section aria-label={t('place.approvals')}>
      <Link to={items.length === 1 ? `/approvals/${first.id}` : '/approvals'} className={classes.waiting}>
        <IconShieldCheck size={20} stroke={1.7} aria-hidden />
        <Text span size="sm" flex={1}>
          {items.length === 1
            ? t('today.waits', {
                agent: first.agent ?? t('place.assistant'),
                operation: operationText(first.operation),
              })
            : t('today.wait', { count: items.length })}
        </Text>
        <IconChevronRight size={18} aria-hidden />
      </Link>
    </section>
  )
}
