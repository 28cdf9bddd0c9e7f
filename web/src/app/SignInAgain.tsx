import { Alert, Anchor, Button, Modal, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { post } from '@/api/call'
import { type Person, session } from '@/api/session'
import type { SignedIn } from '@/api/types'
import { useChange } from '@/data/change'
import { ProblemNote } from '@/ui/ProblemNote'

/** The session has ended: the page stays below, with all that was typed, until the same person has signed in again. */
export function SignInAgain({ last }: { last: Person }) {
  const { t } = useTranslation()
  const [password, setPassword] = useState('')
  const signIn = useChange<void, unknown>({
    call: () =>
      post('/api/v1/auth/sign_in', {
        body: { email: last.user.email, password, tenant_id: last.tenant.id, session: 'cookie' },
      }),
    asks: [],
    quiet: true,
  })
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const answer = await signIn.mutateAsync().catch(() => null)
    if (answer) session.open(answer.data as SignedIn)
  }
  return (
    <Modal
      opened
      onClose={() => {}}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t('account.again.title')}
      overlayProps={{ backgroundOpacity: 0.6, blur: 14 }}
    >
      <form onSubmit={submit}>
        <Stack>
          <Alert color="gray" p="sm">
            {t('account.again.detail')}
          </Alert>
          {signIn.error && <ProblemNote error={signIn.error} />}
          <TextInput label={t('account.email')} type="email" autoComplete="username" readOnly value={last.user.email} />
          <PasswordInput
            label={t('account.password')}
            autoComplete="current-password"
            required
            data-autofocus
            value={password}
            onChange={event => setPassword(event.currentTarget.value)}
          />
          <Button type="submit" loading={signIn.isPending}>
            {t('account.signIn')}
          </Button>
          <Text size="sm" ta="center">
            <Anchor component="button" type="button" onClick={() => session.close('signed_out')}>
              {t('account.again.other')}
            </Anchor>
          </Text>
        </Stack>
      </form>
    </Modal>
  )
}
