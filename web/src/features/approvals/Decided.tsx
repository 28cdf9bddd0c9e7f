import { Button, Group, Stack, Text } from '@mantine/core'
import { IconArrowBackUp, IconCheck, IconClockOff, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Approval } from '@/api/types'
import { undo } from '@/data/change'
import { useNames } from '@/data/names'
import { agoText } from '@/i18n/format'

const signs = { approved: IconCheck, denied: IconX, expired: IconClockOff, pending: IconClockOff }

/** What became of it. */
export function Decided({ approval }: { approval: Approval }) {
  const { t } = useTranslation()
  const names = useNames()
  const Sign = signs[approval.state]
  const person = (approval.decided_by && names.get(approval.decided_by)) ?? t('approvals.somebody')
  const when = agoText(approval.decided_at ?? approval.expires_at)
  return (
    <Stack gap={4}>
      <Group gap="xs" justify="space-between">
        <Group gap={6} wrap="nowrap">
          <Sign size={18} aria-hidden />
          <Text size="sm" fw={550}>
            {t(`approvals.state.${approval.state}`, { person, when })}
          </Text>
        </Group>
        {approval.change_id && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconArrowBackUp size={16} aria-hidden />}
            onClick={() => void undo(approval.change_id!)}
          >
            {t('common.undo')}
          </Button>
        )}
      </Group>
      {approval.reason && <Text size="sm">{t('approvals.because', { reason: approval.reason })}</Text>}
    </Stack>
  )
}
