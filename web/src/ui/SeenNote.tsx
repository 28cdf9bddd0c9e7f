import { Text } from '@mantine/core'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '@/data/client'
import { useLiveState } from '@/data/live'
import { agoText } from '@/i18n/format'

/** Without a network: how old what is shown is. Each page has it below its title. */
export function SeenNote() {
  const { t } = useTranslation()
  const isOffline = useLiveState() === 'offline'
  const at = useSyncExternalStore(isOffline ? listen : notAtAll, isOffline ? oldest : never)
  if (!isOffline || at === 0) return null
  return (
    <Text size="xs" c="var(--quiet)">
      {t('offline.asOf', { ago: agoText(new Date(at).toISOString()) })}
    </Text>
  )
}

const cache = client.getQueryCache()
const never = () => 0
const notAtAll = () => never
const listen = (listener: () => void) => cache.subscribe(listener)

/** What stands round the page has been asked at its start. */
const around = /^\/api\/v1\/(me|tenants)\b/

/** When the oldest of what is shown was answered; 0: nothing was. */
function oldest(): number {
  const times = cache
    .getAll()
    .filter(query => query.isActive() && query.state.dataUpdatedAt > 0 && !around.test(String(query.queryKey[0])))
    .map(query => query.state.dataUpdatedAt)
  return times.length === 0 ? 0 : Math.min(...times)
}
