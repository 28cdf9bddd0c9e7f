import { Alert, Anchor, Button, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { post } from '@/api/call'
import type { Person } from '@/api/session'
import { signOut } from '@/data/signOut'
import { useEntering } from '@/data/useEntering'
import { CurrentPassword } from '@/ui/CurrentPassword'
import { EmailInput } from '@/ui/EmailInput'
import { ProblemNote } from '@/ui/ProblemNote'

/** The session has ended: the page stays below, with all that was typed, until the same person has signed in again. */
export function SignInAgain({ last }: { last: Person }) {
  const { t } = useTranslation()
  const [password, setPassword] = useState('')
  const signIn = useEntering(() =>
    post('/api/v1/auth/sign_in', {
      body: { email: last.user.email, password, tenant_id: last.tenant.id, session: 'cookie' },
    }),
  )
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
      <form onSubmit={signIn.submit}>
        <Stack>
          <Alert color="gray" p="sm">
            {t('account.again.detail')}
          </Alert>
          {signIn.error && <ProblemNote error={signIn.error} />}
          <EmailInput readOnly value={last.user.email} />
          <CurrentPassword data-autofocus value={password} onChange={setPassword} />
          <Button type="submit" loading={signIn.isPending}>
            {t('account.signIn')}
          </Button>
          <Text size="sm" ta="center">
            <Anchor component="button" type="button" onClick={() => void signOut()}>
              {t('account.again.other')}
            </Anchor>
          </Text>
        </Stack>
      </form>
    </Modal>
  )
}
