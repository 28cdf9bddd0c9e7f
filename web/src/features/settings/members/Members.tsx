import { Badge, Group, NativeSelect, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { get, patch, remove } from '@/api/call'
import type { Membership, Role } from '@/api/types'
import { usePages } from '@/data/ask'
import { useChange } from '@/data/change'
import { useMe } from '@/data/me'
import { ProblemNote } from '@/ui/ProblemNote'
import { RowsComing } from '@/ui/Rows'
import { SureButton } from '@/ui/SureButton'
import { MoreButton } from '../MoreButton'
import { Part } from '../Part'
import classes from '../Settings.module.css'
import { mayGive, roles } from './roles'

const asks = ['/api/v1/memberships']

export function Members() {
  const { t } = useTranslation()
  const pages = usePages(get('/api/v1/memberships', { query: { limit: 100 } }))
  return (
    <Part title={t('settings.members.who')}>
      {pages.error && <ProblemNote error={pages.error} again={pages.refetch} />}
      {pages.isPending && <RowsComing count={3} height={48} />}
      <ul className={classes.rows}>
        {pages.items.map(member => (
          <Member key={member.user_id} member={member} />
        ))}
      </ul>
      <MoreButton pages={pages} />
    </Part>
  )
}

function Member({ member }: { member: Membership }) {
  const { t } = useTranslation()
  const { data: me } = useMe()
  const { user_id, display_name, email, role } = member
  const isMe = me?.user.id === user_id
  const mine = me?.user.role ?? 'viewer'
  const mayChange = !isMe && mayGive(mine, role)
  const change = useChange({
    call: (role: Role) => patch('/api/v1/memberships/{user_id}', { path: { user_id }, body: { role } }),
    asks,
    says: role => t('settings.members.changed', { name: display_name, role: t(`settings.role.${role}`) }),
  })
  const expel = useChange<void, unknown>({
    call: () => remove('/api/v1/memberships/{user_id}', { path: { user_id } }),
    asks,
    says: () => t('settings.members.removed', { name: display_name }),
  })
  return (
    <li className={classes.row}>
      <div className={classes.what}>
        <Text size="sm" fw={550}>
          {display_name}{' '}
          {isMe && (
            <Badge size="sm" variant="light">
              {t('settings.members.you')}
            </Badge>
          )}
        </Text>
        <Text size="xs" c="var(--quiet)">
          {email}
        </Text>
      </div>
      <Group gap="xs">
        {mayChange ? (
          <>
            <NativeSelect
              size="sm"
              aria-label={t('settings.members.roleOf', { name: display_name })}
              data={roles
                .filter(one => one === role || mayGive(mine, one))
                .map(value => ({ value, label: t(`settings.role.${value}`) }))}
              value={change.isPending ? change.variables : role}
              onChange={event => change.mutate(event.currentTarget.value as Role)}
            />
            <SureButton
              variant="default"
              size="compact-sm"
              sure={t('settings.members.removeSure', { name: display_name })}
              onSure={() => expel.mutate()}
            >
              {t('settings.members.remove')}
            </SureButton>
          </>
        ) : (
          <Text size="sm" c="var(--quiet)">
            {t(`settings.role.${role}`)}
          </Text>
        )}
      </Group>
    </li>
  )
}
