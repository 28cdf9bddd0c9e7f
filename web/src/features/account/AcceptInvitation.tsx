import { Button, Stack, Switch, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate } from 'react-router'
import { post } from '@/api/call'
import { asProblem } from '@/api/problem'
import { zone } from '@/api/zone'
import { useSession } from '@/data/me'
import { useEntering } from '@/data/useEntering'
import { CurrentPassword } from '@/ui/CurrentPassword'
import { EmailInput } from '@/ui/EmailInput'
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
  const accept = useEntering(
    () =>
      post('/api/v1/auth/accept_invitation', {
        body: {
          token,
          email,
          password,
          ...(isNew ? { display_name, time_zone: zone() } : {}),
          session: 'cookie',
        },
      }),
    () => navigate('/', { replace: true }),
  )
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
  return (
    <form onSubmit={accept.submit}>
      <Stack>
        <Title order={1} size="h3">
          {t('account.invitation.title')}
        </Title>
        <Text size="sm" c="var(--quiet)">
          {t(isNew ? 'account.invitation.newHint' : 'account.invitation.knownHint')}
        </Text>
        {accept.error && (Object.keys(faults).length === 0 || shownElsewhere) && <ProblemNote error={accept.error} />}
        <EmailInput autoFocus={!email} error={faults.email} value={email} onChange={setEmail} />
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
          <CurrentPassword error={faults.password} value={password} onChange={setPassword} />
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
