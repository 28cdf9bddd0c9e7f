import {
  Autocomplete,
  Button,
  Checkbox,
  Group,
  Modal,
  NumberInput,
  SegmentedControl,
  Select,
  Stack,
  Text,
} from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { post } from '@/api/call'
import { asProblem } from '@/api/problem'
import { useChange } from '@/data/change'
import { useMay } from '@/data/me'
import { faultsOf } from '@/i18n/problems'
import { operationText } from '@/i18n/words'
import { ProblemNote } from '@/ui/ProblemNote'
import type { Rule } from './rules'
import { targets } from './rules'

type Action = Rule['action']
const pers = ['hour', 'day', 'week', 'month'] as const

export function AddRule({ isOpen, close }: { isOpen: boolean; close: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal
      closeButtonProps={{ 'aria-label': t('common.close') }}
      opened={isOpen}
      onClose={close}
      title={t('assistant.policy.add')}
    >
      <Form close={close} />
    </Modal>
  )
}

function Form({ close }: { close: () => void }) {
  const { t } = useTranslation()
  const mayForAll = useMay('manage:tenant')
  const nameOf = (target: string) => (target === '*' ? t('assistant.policy.everything') : operationText(target))
  const [action, setAction] = useState<Action>('ask')
  const [written, setWritten] = useState('')
  const [most, setMost] = useState<number>(20)
  const [per, setPer] = useState<(typeof pers)[number]>('day')
  const [days, setDays] = useState<number>(30)
  const [by, setBy] = useState<Rule['by']>('anyone')
  const [hours, setHours] = useState<number>(24)
  const [forAll, setForAll] = useState(false)
  const target = targets.find(one => nameOf(one) === written) ?? written.trim()
  const add = useChange({
    call: () =>
      post('/api/v1/approval_rules', {
        body: {
          target,
          action,
          for_everybody: forAll,
          by: action === 'ask' ? by : 'anyone',
          wait_hours: hours,
          ...(action === 'allow'
            ? { most, per, expires_at: new Date(Date.now() + days * 86_400_000).toISOString() }
            : {}),
        },
      }),
    asks: ['/api/v1/approval_rules'],
    says: () => t('assistant.policy.added', { target: nameOf(target) }),
    quiet: true,
  })
  const faults = add.error ? faultsOf(asProblem(add.error)) : {}
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        add.mutate(undefined, { onSuccess: close })
      }}
    >
      <Stack>
        <SegmentedControl
          fullWidth
          aria-label={t('assistant.policy.what')}
          value={action}
          onChange={value => setAction(value as Action)}
          data={(['allow', 'ask', 'refuse'] as const).map(value => ({
            value,
            label: t(`assistant.policy.action.${value}`),
          }))}
        />
        <Text size="sm" c="var(--quiet)">
          {t(`assistant.policy.means.${action}`)}
        </Text>
        <Autocomplete
          label={t('assistant.policy.target')}
          description={t('assistant.policy.targetHint')}
          required
          data={targets.map(nameOf)}
          value={written}
          error={faults.target}
          onChange={setWritten}
        />
        {action === 'allow' && (
          <>
            <Group grow align="end">
              <NumberInput
                label={t('assistant.policy.mostLabel')}
                min={1}
                max={1_000_000}
                value={most}
                error={faults.most}
                onChange={value => setMost(Number(value) || 1)}
              />
              <Select
                label={t('assistant.policy.perLabel')}
                allowDeselect={false}
                data={pers.map(value => ({ value, label: t(`assistant.policy.per.${value}`) }))}
                value={per}
                onChange={value => setPer((value ?? 'day') as (typeof pers)[number])}
              />
            </Group>
            <NumberInput
              label={t('assistant.policy.daysLabel')}
              min={1}
              max={365}
              value={days}
              error={faults.expires_at}
              onChange={value => setDays(Number(value) || 1)}
            />
          </>
        )}
        {action === 'ask' && (
          <>
            <Select
              label={t('assistant.policy.byLabel')}
              allowDeselect={false}
              data={(['anyone', 'someone_else', 'admin'] as const).map(value => ({
                value,
                label: t(`assistant.policy.by.${value}`),
              }))}
              value={by}
              onChange={value => setBy((value ?? 'anyone') as Rule['by'])}
            />
            <NumberInput
              label={t('assistant.policy.hoursLabel')}
              min={1}
              max={720}
              value={hours}
              error={faults.wait_hours}
              onChange={value => setHours(Number(value) || 1)}
            />
          </>
        )}
        {mayForAll && (
          <Checkbox
            label={t('assistant.policy.forAll')}
            checked={forAll}
            onChange={event => setForAll(event.currentTarget.checked)}
          />
        )}
        {add.error && Object.keys(faults).length === 0 && <ProblemNote error={add.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={add.isPending} disabled={target === ''}>
            {t('assistant.policy.add')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
