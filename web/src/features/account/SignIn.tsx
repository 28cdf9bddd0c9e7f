import { Alert, Anchor, Button, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Navigate, useLocation } from 'react-router'
import { post } from '@/api/call'
import { useSession } from '@/data/me'
import { useEntering } from '@/data/useEntering'
import { CurrentPassword } from '@/ui/CurrentPassword'
import { EmailInput } from '@/ui/EmailInput'
import { ProblemNote } from '@/ui/ProblemNote'
import { useTitle } from './useTitle'

export function SignIn() {
  const { t } = useTranslation()
  const now = useSession()
  const { state } = useLocation() as { state: { back?: string; ended?: boolean } | null }
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const signIn = useEntering(() => post('/api/v1/auth/sign_in', { body: { email, password, session: 'cookie' } }))
  useTitle(t('account.signIn'))
  if (now) return <Navigate to={state?.back ?? '/'} replace />

  return (
    <form onSubmit={signIn.submit}>
      <Stack>
        <Title order={1} size="h3">
          {t('account.signIn')}
        </Title>
        {state?.ended && <Alert color="gray">{t('account.ended')}</Alert>}
        {signIn.error && <ProblemNote error={signIn.error} />}
        <EmailInput autoFocus value={email} onChange={setEmail} />
        <CurrentPassword value={password} onChange={setPassword} />
        <Button type="submit" size="md" loading={signIn.isPending}>
          {t('account.signIn')}
        </Button>
        <Text size="sm" ta="center">
          {t('account.new')}{' '}
          <Anchor component={Link} to="/sign-up" underline="always">
            {t('account.signUp')}
          </Anchor>
        </Text>
      </Stack>
    </form>
  )
}
