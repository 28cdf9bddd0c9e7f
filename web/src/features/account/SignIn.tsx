import { Alert, Anchor, Button, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Navigate, useLocation } from 'react-router'
import { post } from '@/api/call'
import { session } from '@/api/session'
import type { SignedIn } from '@/api/types'
import { useChange } from '@/data/change'
import { useSession } from '@/data/me'
import { ProblemNote } from '@/ui/ProblemNote'
import { useTitle } from './useTitle'

export function SignIn() {
  const { t } = useTranslation()
  const now = useSession()
  const { state } = useLocation() as { state: { back?: string; ended?: boolean } | null }
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const signIn = useChange<void, unknown>({
    call: () => post('/api/v1/auth/sign_in', { body: { email, password, session: 'cookie' } }),
    asks: [],
    quiet: true,
  })
  useTitle(t('account.signIn'))
  if (now) return <Navigate to={state?.back ?? '/'} replace />

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const answer = await signIn.mutateAsync().catch(() => null)
    if (answer) session.open(answer.data as SignedIn)
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <Title order={1} size="h3">
          {t('account.signIn')}
        </Title>
        {state?.ended && <Alert color="gray">{t('account.ended')}</Alert>}
        {signIn.error && <ProblemNote error={signIn.error} />}
        <TextInput
          label={t('account.email')}
          type="email"
          autoComplete="username"
          required
          autoFocus
          value={email}
          onChange={event => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('account.password')}
          autoComplete="current-password"
          required
          value={password}
          onChange={event => setPassword(event.currentTarget.value)}
        />
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
