import { Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get, remove } from '@/api/call'
import type { Invitation } from '@/api/types'
import { usePages } from '@/data/ask'
import { useChange } from '@/data/change'
import { momentText } from '@/i18n/format'
import { ProblemNote } from '@/ui/ProblemNote'
import { Secret } from '@/ui/Secret'
import { SureButton } from '@/ui/SureButton'
import { MoreButton } from '../MoreButton'
import { Part } from '../Part'
import classes from '../Settings.module.css'
import { InviteForm } from './InviteForm'

const path = '/api/v1/invitations'
const linkOf = (token: string) => `${window.location.origin}/invitations#${token}`

export function Invitations() {
  const { t } = useTranslation()
  const [token, setToken] = useState<string | null>(null)
  const pages = usePages(get(path, { query: { limit: 50 } }))
  const revoke = useChange<Invitation, unknown>({
    call: ({ id }) => remove('/api/v1/invitations/{invitation_id}', { path: { invitation_id: id } }),
    shows: (shown, { id }) => shown.row(path, id, () => null),
    asks: [path],
    says: () => t('settings.members.revoked'),
  })
  return (
    <Part title={t('settings.members.invite')} hint={t('settings.members.inviteHint')}>
      {token ? (
        <Secret
          label={t('settings.members.link')}
          hint={t('settings.members.linkHint')}
          value={linkOf(token)}
          onDone={() => setToken(null)}
        />
      ) : (
        <InviteForm onInvited={setToken} />
      )}
      {pages.error && <ProblemNote error={pages.error} again={pages.refetch} />}
      <ul className={classes.rows} aria-label={t('settings.members.open')}>
        {pages.items.map(invitation => (
          <li key={invitation.id} className={classes.row}>
            <div className={classes.what}>
              <Text size="sm" fw={550}>
                {invitation.email ?? t('settings.members.anybody')}
              </Text>
              <Text size="xs" c="var(--quiet)">
                {t(`settings.role.${invitation.role}`)} ·{' '}
                {t('settings.until', { moment: momentText(invitation.expires_at) })}
              </Text>
            </div>
            <SureButton
              variant="default"
              size="compact-sm"
              sure={t('settings.members.revokeSure')}
              onSure={() => revoke.mutate(invitation)}
            >
              {t('settings.members.revoke')}
            </SureButton>
          </li>
        ))}
      </ul>
      <MoreButton pages={pages} />
    </Part>
  )
}
