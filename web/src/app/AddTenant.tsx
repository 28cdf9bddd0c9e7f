import { Button, Modal, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { post } from '@/api/call'
import { asProblem } from '@/api/problem'
import { zone } from '@/api/zone'
import { useChange } from '@/data/change'
import { faultsOf } from '@/i18n/problems'
import { ProblemNote } from '@/ui/ProblemNote'
import { useWays } from './ways'

/** Another household, team or company of one's own; one goes there at once. */
export function AddTenant({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { switchTo } = useWays()
  const [name, setName] = useState('')
  const add = useChange({
    call: (name: string) => post('/api/v1/tenants', { body: { name, time_zone: zone() } }),
    asks: ['/api/v1/tenants'],
    quiet: true,
  })
  const faults = add.error ? faultsOf(asProblem(add.error)) : {}
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const answer = await add.mutateAsync(name).catch(() => null)
    if (!answer?.data) return
    onClose()
    await switchTo(answer.data.id)
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('shell.tenant.add')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm" c="var(--quiet)">
            {t('shell.tenant.addHint')}
          </Text>
          {add.error && !faults.name && <ProblemNote error={add.error} />}
          <TextInput
            label={t('account.tenant')}
            required
            data-autofocus
            maxLength={100}
            error={faults.name}
            value={name}
            onChange={event => setName(event.currentTarget.value)}
          />
          <Button type="submit" loading={add.isPending} style={{ alignSelf: 'end' }}>
            {t('shell.tenant.make')}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}
