import { Alert, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Inspection } from '@/api/types'
import { numberText } from '@/i18n/format'
import classes from './FaultList.module.css'

/** The lines that are wrong, each with its place in the file. */
export function FaultList({ faults, count }: { faults: Inspection['faults']; count: number }) {
  const { t } = useTranslation()
  if (count === 0) return null
  return (
    <Alert
      color="yellow"
      icon={<IconAlertTriangle size={18} />}
      title={t('import.faults', { count, faults: numberText(count) })}
    >
      <Text size="sm" mb="xs">
        {t('import.faultsHint')}
      </Text>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys. */}
      <section className={classes.faults} tabIndex={0} aria-label={t('import.faultList')}>
        <ul>
          {faults.map(fault => (
            <li key={`${fault.place} ${fault.message}`}>
              <strong>{fault.place}</strong> {fault.message}
            </li>
          ))}
        </ul>
      </section>
    </Alert>
  )
}
