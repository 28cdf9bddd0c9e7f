import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { post } from '@/api/call'
import type { Approval } from '@/api/types'
import { useChange } from '@/data/change'
import { momentText } from '@/i18n/format'
import { operationText } from '@/i18n/words'
import { Inputs } from '@/ui/Inputs'
import { ProblemNote } from '@/ui/ProblemNote'

const days = [1, 7, 30, 365] as const

/** A rule of the person's own: exactly this call, until then, is not asked about. */
export function AlwaysAllow({ approval, isOpen, close }: { approval: Approval; isOpen: boolean; close: () => void }) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<number>(7)
  const until = () => new Date(Date.now() + chosen * 86_400_000).toISOString()
  const allow = useChange<void, unknown>({
    call: () =>
      post('/api/v1/approval_rules', {
        body: {
          target: approval.operation,
          action: 'allow',
          for_everybody: false,
          by: 'anyone',
          wait_hours: 24,
          arguments: approval.input as never,
          expires_at: until(),
        },
      }),
    asks: ['/api/v1/approval_rules'],
    says: () => t('approvals.said.allowed', { until: momentText(until()) }),
    quiet: true,
  })
  return (
    <Modal
      closeButtonProps={{ 'aria-label': t('common.close') }}
      opened={isOpen}
      onClose={close}
      title={t('approvals.always')}
    >
      <Stack>
        <Text size="sm">{t('approvals.alwaysDetail', { operation: operationText(approval.operation) })}</Text>
        <Inputs input={approval.input} />
        <Radio.Group label={t('approvals.howLong')} value={String(chosen)} onChange={value => setChosen(Number(value))}>
          <Stack gap="xs" mt="xs">
            {days.map(count => (
              <Radio key={count} value={String(count)} label={t('approvals.days', { count })} />
            ))}
          </Stack>
        </Radio.Group>
        {allow.error && <ProblemNote error={allow.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('common.cancel')}
          </Button>
          <Button loading={allow.isPending} onClick={() => allow.mutate(undefined, { onSuccess: close })}>
            {t('approvals.allow')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
