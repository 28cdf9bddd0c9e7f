import { AppShell, Box, Group, Loader } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, Outlet, ScrollRestoration, useLocation, useNavigation } from 'react-router'
import { useLastSession, useSession } from '@/data/me'
import { WaitingMark } from '@/offline/WaitingMark'
import { Banners } from './Banners'
import { LiveBadge } from './LiveBadge'
import { modules } from './modules'
import { DeskNavigation, PhoneNavigation } from './Navigation'
import { Overlays } from './Overlays'
import { SearchButton } from './SearchButton'
import classes from './Shell.module.css'
import { TenantMenu } from './TenantMenu'
import { useShellShortcuts } from './useShellShortcuts'

const SignInAgain = lazy(async () => ({ default: (await import('./SignInAgain')).SignInAgain }))

/** What surrounds every page of somebody who is signed in. */
export function Shell() {
  const { t } = useTranslation()
  const now = useSession()
  const last = useLastSession()
  const { pathname, search, hash } = useLocation()
  const { state } = useNavigation()
  useShellShortcuts()
  const who = now ?? last
  if (!who) return <Navigate to="/sign-in" replace state={{ back: pathname + search + hash }} />
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
        <SearchButton />
        <AppShell.Section grow className={classes.places}>
          <DeskNavigation />
        </AppShell.Section>
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1} style={{ outline: 'none' }}>
        <Banners />
        <Suspense fallback={<Loader size="sm" aria-label={t('common.loading')} />}>
          {/* Nothing of one tenant's pages stays in another's. */}
          <Box key={`${who.user.id} ${who.tenant.id}`} aria-busy={state === 'loading'}>
            <Outlet />
          </Box>
        </Suspense>
      </AppShell.Main>
      <AppShell.Footer hiddenFrom="sm" withBorder style={{ background: 'var(--raised)' }}>
        <PhoneNavigation />
      </AppShell.Footer>
      {now ? (
        <Overlays />
      ) : (
        <Suspense>
          <SignInAgain last={who} />
        </Suspense>
      )}
      <ScrollRestoration />
      {now && modules.map(({ id, Everywhere }) => Everywhere && <Everywhere key={id} />)}
    </AppShell>
  )
}
