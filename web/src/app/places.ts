import { useMemo } from 'react'
import { useMe } from '@/data/me'
import { modules, type Place } from './modules'

/** Where one may go, in the order of the navigation. */
export const usePlaces = (): Place[] => {
  const { data: me } = useMe()
  return useMemo(
    () =>
      modules
        .filter(module => !module.scope || !me || me.scopes.includes(module.scope))
        .flatMap(module => module.places),
    [me],
  )
}

/** What has room on a phone's bar, beside "More". */
const most = 4

export const onBar = (places: readonly Place[]) => places.filter(place => place.onPhone).slice(0, most)
