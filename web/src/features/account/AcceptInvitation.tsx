import { Button, PasswordInput, Stack, Switch, Text, TextInput, Title } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate } from 'react-router'
import { post } from '@/api/call'
import { asProblem } from '@/api/problem'
import { session } from '@/api/session'
import type { SignedIn } from '@/api/types'
import { zone } from '@/api/zone'
import { useChange } from '@/data/change'
import { useSession } from '@/data/me'
import { NewPassword } from '@/ui/NewPassword'
import { ProblemNote } from '@/ui/ProblemNote'
import { formFaults } from './formFaults'
import { useTitle } from './useTitle'

/** `/invitations#<token>`: what stands after the # no server and no log ever sees. */
export function AcceptInvitation() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { hash } = useLocation()
  const now = useSession()
  const token = hash.slice(1)
  const [isNew, setNew] = useState(now === null)
  const [email, setEmail] = useState(now?.user.email ?? '')
  const [display_name, setName] = useState('')
  const [password, setPassword] = useState('')
  const accept = useChange<void, unknown>({
    call: () =>
      post('/api/v1/auth/accept_invitation', {
        body: {
          token,
          email,
          password,
          ...(isNew ? { display_name, time_zone: zone() } : {}),
          session: 'cookie',
        },
      }),
    asks: [],
    quiet: true,
  })
  useTitle(t('account.invitation.title'))
  if (!token)
    return (
      <Stack>
        <Title order={1} size="h3">
          {t('account.invitation.title')}
        </Title>
        <Text>{t('account.invitation.incomplete')}</Text>
      </Stack>
    )

  const faults = accept.error ? formFaults(asProblem(accept.error)) : {}
  const shownElsewhere = Object.keys(faults).some(field => !['email', 'password', 'display_name'].includes(field))
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const answer = await accept.mutateAsync().catch(() => null)
    if (!answer) return
    session.open(answer.data as SignedIn)
    await navigate('/', { replace: true })
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <Title order={1} size="h3">
          {t('account.invitation.title')}
        </Title>
        <Text size="sm" c="var(--quiet)">
          {t(isNew ? 'account.invitation.newHint' : 'account.invitation.knownHint')}
        </Text>
        {accept.error && (Object.keys(faults).length === 0 || shownElsewhere) && <ProblemNote error={accept.error} />}
        <TextInput
          label={t('account.email')}
          type="email"
          autoComplete="username"
          required
          autoFocus={!email}
          error={faults.email}
          value={email}
          onChange={event => setEmail(event.currentTarget.value)}
        />
        {isNew ? (
          <>
            <TextInput
              label={t('account.name')}
              autoComplete="name"
              required
              maxLength={100}
              error={faults.display_name}
              value={display_name}
              onChange={event => setName(event.currentTarget.value)}
            />
            <NewPassword
              label={t('account.password')}
              error={faults.password}
              value={password}
              onChange={setPassword}
            />
          </>
        ) : (
          <PasswordInput
            label={t('account.password')}
            autoComplete="current-password"
            required
            error={faults.password}
            value={password}
            onChange={event => setPassword(event.currentTarget.value)}
          />
        )}
        <Switch
          label={t('account.invitation.haveAccount')}
          checked={!isNew}
          onChange={event => setNew(!event.currentTarget.checked)}
        />
        <Button type="submit" size="md" loading={accept.isPending}>
          {t('account.invitation.accept')}
        </Button>
      </Stack>
    </form>
  )
}
