import { Badge, NavLink as Line, Stack, Text, UnstyledButton } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { Fragment, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { NavLink, useLocation } from 'react-router'
import type { Place } from './modules'
import classes from './Navigation.module.css'
import { onBar, usePlaces } from './places'

export const DeskNavigation = () => (
  <Stack gap={2}>
    {usePlaces().map(place => (
      <Fragment key={place.path}>
        <DeskPlace place={place} />
        {place.Below && (
          <Suspense fallback={null}>
            <place.Below />
          </Suspense>
        )}
      </Fragment>
    ))}
  </Stack>
)

function DeskPlace({ place }: { place: Place }) {
  const { t } = useTranslation()
  const count = useCountOf(place)
  const isHere = useIsHere(place)
  return (
    <Line
      component={NavLink}
      to={place.path}
      label={t(place.label)}
      leftSection={<place.icon size={18} stroke={1.7} aria-hidden />}
      rightSection={
        count > 0 && (
          <Badge size="sm" circle={count < 10}>
            {count}
          </Badge>
        )
      }
      active={isHere}
      className={classes.place}
    />
  )
}

const more: Place = { path: '/more', label: 'place.more', icon: IconDots }

export function PhoneNavigation() {
  const { t } = useTranslation()
  return (
    <nav className={classes.bar} aria-label={t('shell.bar')}>
      {[...onBar(usePlaces()), more].map(place => (
        <PhonePlace key={place.path} place={place} />
      ))}
    </nav>
  )
}

function PhonePlace({ place }: { place: Place }) {
  const { t } = useTranslation()
  const count = useCountOf(place)
  const isHere = useIsHere(place)
  return (
    <UnstyledButton component={NavLink} to={place.path} className={classes.tab} data-here={isHere || undefined}>
      <span className={classes.sign}>
        <place.icon size={22} stroke={1.7} aria-hidden />
        {count > 0 && <span className={classes.count}>{count > 9 ? '9+' : count}</span>}
      </span>
      <Text span size="xs" fw={isHere ? 600 : 500}>
        {t(place.label)}
      </Text>
    </UnstyledButton>
  )
}

const none = () => 0
const useCountOf = (place: Place): number => (place.useCount ?? none)()

function useIsHere({ path }: Place): boolean {
  const { pathname } = useLocation()
  return path === '/' ? pathname === '/' : pathname === path || pathname.startsWith(`${path}/`)
}
