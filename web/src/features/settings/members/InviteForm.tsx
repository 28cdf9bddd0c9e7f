import { Button, Group, NativeSelect, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { post } from '@/api/call'
import { asProblem } from '@/api/problem'
import type { Role } from '@/api/types'
import { useChange } from '@/data/change'
import { useMe } from '@/data/me'
import { faultsOf } from '@/i18n/problems'
import { ProblemNote } from '@/ui/ProblemNote'
import { mayGive, roles } from './roles'

export function InviteForm({ onInvited }: { onInvited: (token: string) => void }) {
  const { t } = useTranslation()
  const { data: me } = useMe()
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('member')
  const invite = useChange({
    call: (given: { email: string; role: Role }) =>
      post('/api/v1/invitations', { body: { role: given.role, email: given.email || null } }),
    asks: ['/api/v1/invitations'],
    quiet: true,
  })
  const faults = invite.error ? faultsOf(asProblem(invite.error)) : {}
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const answer = await invite.mutateAsync({ email: email.trim(), role }).catch(() => null)
    if (!answer?.data) return
    setEmail('')
    onInvited(answer.data.token)
  }
  return (
    <form onSubmit={submit}>
      {invite.error && !faults.email && <ProblemNote error={invite.error} />}
      <Group align="start" gap="sm" mb="sm">
        <TextInput
          label={t('settings.members.email')}
          description={t('settings.members.emailHint')}
          type="email"
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          error={faults.email}
          value={email}
          onChange={event => setEmail(event.currentTarget.value)}
          flex="1 1 16rem"
        />
        <NativeSelect
          label={t('settings.members.role')}
          data={roles
            .filter(one => mayGive(me?.user.role ?? 'viewer', one))
            .map(value => ({ value, label: t(`settings.role.${value}`) }))}
          value={role}
          onChange={event => setRole(event.currentTarget.value as Role)}
        />
        <Button type="submit" variant="light" mt={25} loading={invite.isPending}>
          {t('settings.members.makeLink')}
        </Button>
      </Group>
    </form>
  )
}
