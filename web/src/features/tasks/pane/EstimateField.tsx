import { Button, Group, Stack, TextInput } from '@mantine/core'
import { IconHourglass } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { language } from '@/i18n'
import { minutesText, readMinutes } from './minutes'
import { Property } from './Property'

type Props = { minutes: number | null; readOnly: boolean; onChange: (minutes: number | null) => void }

export function EstimateField({ minutes, readOnly, onChange }: Props) {
  const { t } = useTranslation()
  const [isWrong, setWrong] = useState(false)
  const text = minutes && minutesText(minutes, language())
  return (
    <Property icon={IconHourglass} label={t('pane.estimate')} value={text || null} readOnly={readOnly} width={240}>
      {close => {
        const pick = (next: number | null) => {
          close()
          if (next !== minutes) onChange(next)
        }
        const read = (said: string) => {
          const next = readMinutes(said)
          if (next !== null || !said.trim()) pick(next)
          else setWrong(true)
        }
        return (
          <Stack gap="xs">
            <TextInput
              aria-label={t('pane.estimate')}
              placeholder={t('pane.estimateExample')}
              defaultValue={text || ''}
              data-autofocus
              error={isWrong && t('pane.estimateFault')}
              onChange={() => setWrong(false)}
              onKeyDown={event => event.key === 'Enter' && read(event.currentTarget.value)}
            />
            <Group gap={4}>
              {[15, 30, 60, 120].map(one => (
                <Button key={one} size="compact-sm" variant="light" onClick={() => pick(one)}>
                  {minutesText(one, language())}
                </Button>
              ))}
            </Group>
            {minutes !== null && (
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
