import { Button, Stack } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { dayText } from '@/i18n/format'
import { RowsComing } from '@/ui/Rows'
import { Property } from './Property'

const DayPicker = lazy(async () => ({ default: (await import('../pick/DayPicker')).DayPicker }))

type Props = {
  icon: Icon
  label: string
  day: string | null
  tone?: 'late'
  readOnly: boolean
  onChange: (day: string | null) => void
}

/** A day without a time. */
export function DayField({ icon, label, day, tone, readOnly, onChange }: Props) {
  const { t } = useTranslation()
  return (
    <Property icon={icon} label={label} value={day && dayText(day)} tone={tone} readOnly={readOnly}>
      {close => {
        const pick = (next: string | null) => {
          close()
          if (next !== day) onChange(next)
        }
        return (
          <Stack gap="xs">
            <Suspense fallback={<RowsComing />}>
              <DayPicker value={day} onPick={pick} />
            </Suspense>
            {day && (
              <Button size="compact-sm" variant="default" onClick={() => pick(null)}>
                {t('pane.clear')}
              </Button>
            )}
          </Stack>
        )
      }}
    </Property>
  )
}
