import { Badge, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { get, remove } from '@/api/call'
import type { ApiKey } from '@/api/types'
import { usePages } from '@/data/ask'
import { useChange } from '@/data/change'
import { useSession } from '@/data/me'
import { useNames } from '@/data/names'
import { momentText } from '@/i18n/format'
import { scopeText } from '@/i18n/words'
import { ProblemNote } from '@/ui/ProblemNote'
import { RowsComing } from '@/ui/Rows'
import { SureButton } from '@/ui/SureButton'
import { MoreButton } from '../MoreButton'
import classes from '../Settings.module.css'

const path = '/api/v1/api_keys'

type State = 'holds' | 'revoked' | 'over'
const stateOf = (key: ApiKey): State =>
  key.revoked_at ? 'revoked' : new Date(key.expires_at).getTime() < Date.now() ? 'over' : 'holds'

export function Keys({ shows }: { shows: (key: ApiKey) => boolean }) {
  const { t } = useTranslation()
  const pages = usePages(get(path, { query: { limit: 100 } }))
  const keys = pages.items.filter(shows)
  return (
    <>
      {pages.error && <ProblemNote error={pages.error} again={pages.refetch} />}
      {pages.isPending && <RowsComing count={2} height={48} />}
      {pages.isSuccess && keys.length === 0 && (
        <Text size="sm" c="var(--quiet)">
          {t('settings.keys.none')}
        </Text>
      )}
      <ul className={classes.rows}>
        {keys.map(key => (
          <Key key={key.id} apiKey={key} />
        ))}
      </ul>
      <MoreButton pages={pages} />
    </>
  )
}

function Key({ apiKey: key }: { apiKey: ApiKey }) {
  const { t } = useTranslation()
  const me = useSession()?.user.id
  const names = useNames()
  const revoke = useChange<ApiKey, unknown>({
    call: ({ id }) => remove('/api/v1/api_keys/{api_key_id}', { path: { api_key_id: id } }),
    asks: [path],
    says: ({ name }) => t('settings.keys.revoked', { name }),
  })
  const state = stateOf(key)
  return (
    <li className={classes.row}>
      <div className={classes.what}>
        <Text size="sm" fw={550}>
          {key.name} <code>…{key.hint}</code>{' '}
          {state !== 'holds' && (
            <Badge size="sm" variant="light" color="gray">
              {t(`settings.keys.state.${state}`)}
            </Badge>
          )}
        </Text>
        <Text size="xs" c="var(--quiet)">
          {[
            key.user_id !== me && names.get(key.user_id),
            t('settings.until', { moment: momentText(key.expires_at) }),
            key.scopes.map(scopeText).join(', '),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      </div>
      {state === 'holds' && (
        <SureButton
          variant="default"
          size="compact-sm"
          loading={revoke.isPending}
          sure={t('settings.keys.revokeSure')}
          onSure={() => revoke.mutate(key)}
        >
          {t('settings.keys.revoke')}
        </SureButton>
      )}
    </li>
  )
}
