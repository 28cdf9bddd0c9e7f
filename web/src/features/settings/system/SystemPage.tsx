import { Anchor, Badge, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Call } from '@/api/call'
import { useAsk } from '@/data/ask'
import { agoText, numberText } from '@/i18n/format'
import { ProblemNote } from '@/ui/ProblemNote'
import { RowsComing } from '@/ui/Rows'
import { Part } from '../Part'
import classes from '../Settings.module.css'
import { SettingsPage } from '../SettingsPage'

type Dependency = { name: string; status: string; duration_ms: number }
type Health = {
  status: string
  version: string
  uptime_seconds: number
  checked_at: string
  dependencies: Dependency[]
}

/** Not of the API's document: it answers without anybody signed in. */
const health: Call<Health> = { method: 'GET', path: '/health' }
const isWell = (status: string) => status === 'healthy'

/** For the operator of the installation. */
export function SystemPage() {
  const { t } = useTranslation()
  const { data, error, refetch } = useAsk(health, { staleTime: 0, every: 30_000 })
  return (
    <SettingsPage section="system">
      {error && <ProblemNote error={error} again={refetch} />}
      {!data && !error && <RowsComing count={3} height={48} />}
      {data && (
        <Part title={t('settings.system.health')}>
          <Text size="sm" role="status">
            {t('settings.system.version', { version: data.version })} ·{' '}
            {t('settings.system.since', {
              ago: agoText(new Date(Date.now() - data.uptime_seconds * 1000).toISOString()),
            })}{' '}
            · {t('settings.system.checked', { ago: agoText(data.checked_at) })}
          </Text>
          <ul className={classes.rows}>
            {data.dependencies.map(one => (
              <li key={one.name} className={classes.row}>
                <Text size="sm" fw={550}>
                  {one.name}
                </Text>
                <Group gap="sm">
                  <Text size="xs" c="var(--quiet)">
                    {numberText(Math.round(one.duration_ms * 10) / 10)} ms
                  </Text>
                  <Badge variant="light" color={isWell(one.status) ? 'pine' : 'red'}>
                    {t(isWell(one.status) ? 'settings.system.well' : 'settings.system.ill')}
                  </Badge>
                </Group>
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Part title={t('settings.system.signUp')} hint={t('settings.system.signUpHint')}>
        <Anchor href="/docs" size="sm">
          {t('settings.system.docs')}
        </Anchor>
      </Part>
    </SettingsPage>
  )
}
