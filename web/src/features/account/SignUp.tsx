import { Anchor, Button, Stack, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Navigate } from 'react-router'
import { post } from '@/api/call'
import { asProblem } from '@/api/problem'
import { zone } from '@/api/zone'
import { useSession } from '@/data/me'
import { useEntering } from '@/data/useEntering'
import { EmailInput } from '@/ui/EmailInput'
import { NewPassword } from '@/ui/NewPassword'
import { ProblemNote } from '@/ui/ProblemNote'
import { formFaults } from './formFaults'
import { useTitle } from './useTitle'

export function SignUp() {
  const { t } = useTranslation()
  const now = useSession()
  const [display_name, setName] = useState('')
  const [tenant_name, setTenant] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const signUp = useEntering(() =>
    post('/api/v1/auth/sign_up', {
      body: { email, password, display_name, tenant_name, time_zone: zone(), session: 'cookie' },
    }),
  )
  useTitle(t('account.signUp'))
  if (now) return <Navigate to={signUp.isSuccess ? '/welcome' : '/'} replace />

  const faults = signUp.error ? formFaults(asProblem(signUp.error)) : {}
  return (
    <form onSubmit={signUp.submit}>
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
          maxLength={100}
          error={faults.display_name}
          value={display_name}
          onChange={event => setName(event.currentTarget.value)}
        />
        <TextInput
          label={t('account.tenant')}
          description={t('account.tenantHint')}
          autoComplete="organization"
          required
          maxLength={100}
          error={faults.tenant_name}
          value={tenant_name}
          onChange={event => setTenant(event.currentTarget.value)}
        />
        <EmailInput error={faults.email} value={email} onChange={setEmail} />
        <NewPassword label={t('account.password')} error={faults.password} value={password} onChange={setPassword} />
        <Button type="submit" size="md" loading={signUp.isPending}>
          {t('account.signUp')}
        </Button>
        <Text size="sm" ta="center">
          {t('account.known')}{' '}
          <Anchor component={Link} to="/sign-in" underline="always">
            {t('account.signIn')}
          </Anchor>
        </Text>
      </Stack>
    </form>
  )
}
