import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLiveState } from '@/data/live'
import { agoText } from '@/i18n/format'

/** Without a network: how old what is shown is. `at`: when it was asked (`dataUpdatedAt`). */
export function SeenNote({ at }: { at: number }) {
  const { t } = useTranslation()
  if (useLiveState() !== 'offline' || at === 0) return null
  return (
    <Text size="xs" c="var(--quiet)">
      {t('offline.asOf', { ago: agoText(new Date(at).toISOString()) })}
    </Text>
  )
}
