import { Anchor, Button, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Navigate } from 'react-router'
import { post } from '@/api/call'
import { asProblem } from '@/api/problem'
import { session } from '@/api/session'
import type { SignedIn } from '@/api/types'
import { zone } from '@/api/zone'
import { useChange } from '@/data/change'
import { useSession } from '@/data/me'
import { faultsOf } from '@/i18n/problems'
import { ProblemNote } from '@/ui/ProblemNote'

export function SignUp() {
  const { t } = useTranslation()
  const now = useSession()
  const [display_name, setName] = useState('')
  const [tenant_name, setTenant] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const signUp = useChange<void, unknown>({
    call: () =>
      post('/api/v1/auth/sign_up', {
        body: { email, password, display_name, tenant_name, time_zone: zone(), session: 'cookie' },
      }),
    asks: [],
    quiet: true,
  })
  if (now) return <Navigate to="/" replace />

  const faults = signUp.error ? faultsOf(asProblem(signUp.error)) : {}
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const answer = await signUp.mutateAsync().catch(() => null)
    if (answer) session.open(answer.data as SignedIn)
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <Title order={1} size="h3">
          {t('account.signUp')}
        </Title>
        {signUp.error && Object.keys(faults).length === 0 && <ProblemNote error={signUp.error} />}
        <TextInput
          label={t('account.name')}
          autoComplete="name"
          required
          autoFocus
          error={faults.display_name}
          value={display_name}
          onChange={event => setName(event.currentTarget.value)}
        />
        <TextInput
          label={t('account.tenant')}
          description={t('account.tenantHint')}
          autoComplete="organization"
          required
          error={faults.tenant_name}
          value={tenant_name}
          onChange={event => setTenant(event.currentTarget.value)}
        />
        <TextInput
          label={t('account.email')}
          type="email"
          autoComplete="username"
          required
          error={faults.email}
          value={email}
          onChange={event => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('account.password')}
          description={t('account.passwordHint')}
          autoComplete="new-password"
          required
          error={faults.password}
          value={password}
          onChange={event => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" size="md" loading={signUp.isPending}>
          {t('account.signUp')}
        </Button>
        <Text size="sm" ta="center">
          {t('account.known')}{' '}
          <Anchor component={Link} to="/sign-in">
            {t('account.signIn')}
          </Anchor>
        </Text>
      </Stack>
    </form>
  )
}
