import { Button, Stack } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { post } from '@/api/call'
import { asProblem } from '@/api/problem'
import { useChange } from '@/data/change'
import { useSession } from '@/data/me'
import { faultsOf, problemText } from '@/i18n/problems'
import { CurrentPassword } from '@/ui/CurrentPassword'
import { NewPassword } from '@/ui/NewPassword'
import { ProblemNote } from '@/ui/ProblemNote'
import { Part } from '../Part'

export function PasswordForm() {
  const { t } = useTranslation()
  const now = useSession()
  const [current_password, setCurrent] = useState('')
  const [new_password, setNew] = useState('')
  const change = useChange<void, unknown>({
    call: () => post('/api/v1/me/password', { body: { current_password, new_password } }),
    asks: ['/api/v1/sessions'],
    quiet: true,
    says: () => t('settings.security.changed'),
  })
  const problem = change.error ? asProblem(change.error) : null
  const isWrong = problem?.code === 'wrong_password'
  const faults = problem ? faultsOf(problem) : {}
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!(await change.mutateAsync().catch(() => null))) return
    setCurrent('')
    setNew('')
  }
  return (
    <Part title={t('settings.security.password')} hint={t('settings.security.passwordHint')}>
      <form onSubmit={submit}>
        <Stack maw={400}>
          {problem && !isWrong && Object.keys(faults).length === 0 && <ProblemNote error={problem} />}
          <input type="email" autoComplete="username" value={now?.user.email ?? ''} readOnly hidden />
          <CurrentPassword
            label={t('settings.security.current')}
            error={isWrong ? problemText(problem).detail : faults.current_password}
            value={current_password}
            onChange={setCurrent}
          />
          <NewPassword
            label={t('settings.security.new')}
            error={faults.new_password}
            value={new_password}
            onChange={setNew}
          />
          <Button type="submit" variant="light" loading={change.isPending} style={{ alignSelf: 'start' }}>
            {t('settings.security.change')}
          </Button>
        </Stack>
      </form>
    </Part>
  )
}
