import { Box, Group, Loader } from '@mantine/core'
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
    <div className={classes.shell}>
      <a className="skip" href="#main">
        {t('shell.skip')}
      </a>
      <nav className={classes.navigation} aria-label={t('shell.navigation')}>
        <Group justify="space-between" wrap="nowrap" mb="sm">
          <TenantMenu />
          <Group gap={0} wrap="nowrap">
            <WaitingMark />
            <LiveBadge />
          </Group>
        </Group>
        <SearchButton />
        <div className={classes.places}>
          <DeskNavigation />
        </div>
      </nav>
      <main id="main" tabIndex={-1} className={classes.main}>
        <Banners />
        <Suspense fallback={<Loader size="sm" aria-label={t('common.loading')} />}>
          {/* Nothing of one tenant's pages stays in another's. */}
          <Box key={`${who.user.id} ${who.tenant.id}`} aria-busy={state === 'loading'}>
            <Outlet />
          </Box>
        </Suspense>
      </main>
      <footer className={classes.foot}>
        <PhoneNavigation />
      </footer>
      {now ? (
        <Overlays />
      ) : (
        <Suspense>
          <SignInAgain last={who} />
        </Suspense>
      )}
      <ScrollRestoration />
      {now && modules.map(({ id, Everywhere }) => Everywhere && <Everywhere key={id} />)}
    </div>
  )
}
