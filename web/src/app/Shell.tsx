import { AppShell, Box, Group, Loader, ScrollArea } from '@mantine/core'
import { Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, Outlet, useLocation, useNavigate, useNavigation } from 'react-router'
import { session } from '@/api/session'
import { useSession } from '@/data/me'
import { WaitingMark } from '@/offline/WaitingMark'
import { LiveBadge } from './LiveBadge'
import { DeskNavigation, PhoneNavigation } from './Navigation'
import { TenantMenu } from './TenantMenu'

/** What surrounds every page of somebody who is signed in. */
export function Shell() {
  const { t } = useTranslation()
  const now = useSession()
  const { pathname, search } = useLocation()
  const navigate = useNavigate()
  const { state } = useNavigation()
  useEffect(
    () =>
      session.listen((_, why) => {
        if (why === 'ended') navigate('/sign-in', { state: { ended: true, back: pathname + search } })
      }),
    [navigate, pathname, search],
  )
  if (!now) return <Navigate to="/sign-in" replace state={{ back: pathname + search }} />
  return (
    <AppShell
      navbar={{ width: 248, breakpoint: 'sm', collapsed: { mobile: true } }}
      footer={{ height: { base: 'calc(3.5rem + env(safe-area-inset-bottom))', sm: 0 } }}
      padding={{ base: 'sm', sm: 'xl' }}
      styles={{ navbar: { background: 'var(--surface)' }, main: { background: 'var(--surface)' } }}
    >
      <a className="skip" href="#main">
        {t('shell.skip')}
      </a>
      <AppShell.Navbar p="sm" withBorder aria-label={t('shell.navigation')}>
        <Group justify="space-between" wrap="nowrap" mb="sm">
          <TenantMenu />
          <Group gap={0} wrap="nowrap">
            <WaitingMark />
            <LiveBadge />
          </Group>
        </Group>
        <AppShell.Section grow component={ScrollArea} type="never">
          <DeskNavigation />
        </AppShell.Section>
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1} style={{ outline: 'none' }}>
        <Suspense fallback={<Loader size="sm" aria-label={t('common.loading')} />}>
          <Box aria-busy={state === 'loading'}>
            <Outlet />
          </Box>
        </Suspense>
      </AppShell.Main>
      <AppShell.Footer hiddenFrom="sm" withBorder style={{ background: 'var(--raised)' }}>
        <PhoneNavigation />
      </AppShell.Footer>
    </AppShell>
  )
}
