import { SegmentedControl, Stack, Text, VisuallyHidden } from '@mantine/core'
import { IconShieldCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { Empty } from '@/ui/Empty'
import { Page } from '@/ui/Page'
import { ProblemNote } from '@/ui/ProblemNote'
import { RowsComing } from '@/ui/Rows'
import { ApprovalCard } from './ApprovalCard'
import { DecidedList } from './DecidedList'
import { useWaiting } from './useWaiting'

export function ApprovalsPage() {
  const { t } = useTranslation()
  const [search, setSearch] = useSearchParams()
  const which = search.get('show') === 'decided' ? 'decided' : 'waiting'
  return (
    <Page
      title={t('place.approvals')}
      width={720}
      lead={
        <SegmentedControl
          aria-label={t('approvals.which')}
          value={which}
          onChange={value => setSearch(value === 'decided' ? { show: value } : {}, { replace: true })}
          data={[
            { value: 'waiting', label: t('approvals.waiting') },
            { value: 'decided', label: t('approvals.decided') },
          ]}
        />
      }
    >
      {which === 'waiting' ? <Waiting /> : <DecidedList />}
    </Page>
  )
}

function Waiting() {
  const { t } = useTranslation()
  const { items, error, isPending, refetch } = useWaiting()
  if (error && items.length === 0) return <ProblemNote error={error} again={refetch} />
  if (isPending) return <RowsComing count={3} height={140} />
  // Who decides one after the other stays in the list.
  const focusAfter = (index: number) => {
    const next = items[index + 1] ?? items[index - 1]
    window.setTimeout(() => {
      const card = next && document.querySelector<HTMLElement>(`[data-approval="${next.id}"]`)
      ;(card ?? document.querySelector<HTMLElement>('h1'))?.focus()
    }, 100)
  }
  return (
    <>
      <VisuallyHidden aria-live="polite">{t('approvals.count', { count: items.length })}</VisuallyHidden>
      {items.length === 0 ? (
        <Empty icon={IconShieldCheck} title={t('approvals.none')} text={t('approvals.noneDetail')} />
      ) : (
        <Stack gap="md">
          {items.map((approval, index) => (
            <ApprovalCard key={approval.id} approval={approval} onDecided={() => focusAfter(index)} />
          ))}
        </Stack>
      )}
      {items.length > 0 && (
        <Text size="xs" c="var(--quiet)" mt="md" visibleFrom="sm">
          {t('approvals.keys')}
        </Text>
      )}
    </>
  )
}
