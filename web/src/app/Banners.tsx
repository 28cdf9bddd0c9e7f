import { Button, Group, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconCloudOff, IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useLiveState } from '@/data/live'
import { useUpdate } from '@/offline/update'
import classes from './Banners.module.css'

/** What one should know whatever page is open. */
export function Banners() {
  const { t } = useTranslation()
  const state = useLiveState()
  // A short break is mended before anybody need know.
  const [lasting] = useDebouncedValue(state, 2500)
  const { ready, apply } = useUpdate()
  const away = state !== 'live' && lasting !== 'live' ? state : null
  return (
    <div role="status">
      {away && (
        <Group className={classes.banner} gap="xs" wrap="nowrap" hiddenFrom="sm">
          <IconCloudOff size={16} aria-hidden />
          <Text size="sm">{t(`live.${away}`)}</Text>
        </Group>
      )}
      {ready && (
        <Group className={classes.banner} justify="space-between" wrap="nowrap" gap="sm">
          <Text size="sm">{t('shell.newVersion')}</Text>
          <Button size="compact-sm" leftSection={<IconRefresh size={14} aria-hidden />} onClick={() => void apply()}>
            {t('shell.loadNew')}
          </Button>
        </Group>
      )}
    </div>
  )
}
