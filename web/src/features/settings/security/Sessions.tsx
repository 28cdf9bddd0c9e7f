import { Badge, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { get, remove } from '@/api/call'
import type { SessionRow } from '@/api/types'
import { useAsk } from '@/data/ask'
import { useChange } from '@/data/change'
import { agoText } from '@/i18n/format'
import { ProblemNote } from '@/ui/ProblemNote'
import { RowsComing } from '@/ui/Rows'
import { SureButton } from '@/ui/SureButton'
import { Part } from '../Part'
import classes from '../Settings.module.css'
import { clientText } from './clientText'

const path = '/api/v1/sessions'

/** Where one is signed in, and the ends of it. */
export function Sessions() {
  const { t } = useTranslation()
  const { data, error, refetch } = useAsk(get(path), { staleTime: 0 })
  const end = useChange<SessionRow, unknown>({
    call: ({ id }) => remove('/api/v1/sessions/{session_id}', { path: { session_id: id } }),
    shows: (shown, { id }) => shown.row(path, id, () => null),
    asks: [path],
    says: () => t('settings.security.ended'),
  })
  const others = data?.items.filter(one => !one.is_current) ?? []
  const endOthers = async () => {
    for (const one of others) await end.mutateAsync(one).catch(() => null)
  }
  return (
    <Part
      title={t('settings.security.sessions')}
      aside={
        others.length > 1 && (
          <SureButton
            variant="subtle"
            color="red"
            size="compact-sm"
            sure={t('settings.security.sureAll')}
            onSure={() => void endOthers()}
          >
            {t('settings.security.endAll')}
          </SureButton>
        )
      }
    >
      {error && <ProblemNote error={error} again={refetch} />}
      {!data && !error && <RowsComing count={3} height={48} />}
      <ul className={classes.rows}>
        {data?.items.map(one => (
          <li key={one.id} className={classes.row}>
            <div className={classes.what}>
              <Text size="sm" fw={550}>
                {clientText(one.client) ?? t('settings.security.unknownClient')}{' '}
                {one.is_current && (
                  <Badge size="sm" variant="light">
                    {t('settings.security.here')}
                  </Badge>
                )}
              </Text>
              <Text size="xs" c="var(--quiet)">
                {[one.address, t('settings.security.seen', { ago: agoText(one.seen_at) })].filter(Boolean).join(' · ')}
              </Text>
            </div>
            {!one.is_current && (
              <SureButton
                variant="default"
                size="compact-sm"
                sure={t('settings.security.sure')}
                onSure={() => end.mutate(one)}
              >
                {t('settings.security.end')}
              </SureButton>
            )}
          </li>
        ))}
      </ul>
    </Part>
  )
}
