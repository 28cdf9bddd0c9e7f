import { NavLink as Line, Stack, Title } from '@mantine/core'
import { IconCheck, IconLogout, IconPlus, IconSearch } from '@tabler/icons-react'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { get } from '@/api/call'
import { useAsk } from '@/data/ask'
import { useLiveState } from '@/data/live'
import { useSession } from '@/data/me'
import { LanguageChoice, ThemeChoice } from '@/ui/Choices'
import { Page } from '@/ui/Page'
import { LiveBadge } from './LiveBadge'
import { showOverlay } from './overlay'
import { onBar, usePlaces } from './places'
import { useWays } from './ways'

/** On a phone: what has no room on the bar. */
export function MorePage() {
  const { t } = useTranslation()
  const now = useSession()
  const places = usePlaces()
  const state = useLiveState()
  const { switchTo, signOut } = useWays()
  const { data: tenants } = useAsk(get('/api/v1/tenants'))
  const bar = onBar(places)
  return (
    <Page title={t('place.more')} width={560}>
      <Stack gap="lg">
        <Part>
          <Line
            component="button"
            label={t('shell.palette.open')}
            leftSection={<IconSearch size={20} stroke={1.7} aria-hidden />}
            onClick={() => showOverlay('palette')}
          />
          {places
            .filter(place => !bar.includes(place))
            .map(place => (
              <Line
                key={place.path}
                component={Link}
                to={place.path}
                label={t(place.label)}
                leftSection={<place.icon size={20} stroke={1.7} aria-hidden />}
              />
            ))}
        </Part>
        <Part title={t('shell.tenant.where')}>
          {tenants?.items.map(tenant => {
            const isHere = tenant.id === now?.tenant.id
            return (
              <Line
                key={tenant.id}
                component="button"
                label={tenant.name}
                aria-current={isHere || undefined}
                rightSection={isHere && <IconCheck size={18} aria-label={t('shell.tenant.here')} />}
                onClick={() => !isHere && void switchTo(tenant.id)}
              />
            )
          })}
          <Line
            component="button"
            label={t('shell.tenant.add')}
            leftSection={<IconPlus size={20} stroke={1.7} aria-hidden />}
            onClick={() => showOverlay('addTenant')}
          />
        </Part>
        <Part title={t('shell.look')}>
          <Stack gap="sm" px="sm" py="xs">
            <ThemeChoice />
            <LanguageChoice />
          </Stack>
        </Part>
        <Part>
          <Line component="div" label={t(`live.${state}`)} leftSection={<LiveBadge />} />
          <Line
            component="button"
            label={t('account.signOut')}
            description={now?.user.email}
            leftSection={<IconLogout size={20} stroke={1.7} aria-hidden />}
            onClick={() => void signOut()}
          />
        </Part>
      </Stack>
    </Page>
  )
}

function Part({ title, children }: { title?: string; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={title && id}>
      {title && (
        <Title order={2} id={id} size="sm" c="var(--quiet)" mb={4} px="sm">
          {title}
        </Title>
      )}
      {children}
    </section>
  )
}
