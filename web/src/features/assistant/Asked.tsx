import { ActionIcon, Anchor, Group, Stack } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { get } from '@/api/call'
import type { Run } from '@/api/types'
import { useAsk } from '@/data/ask'
import { Turn } from './chat/Turn'
import type { Sent } from './run/outbox'

/** What was asked in one line, and what comes of it. */
export function Asked({ sent, close }: { sent: Sent; close: () => void }) {
  const { t } = useTranslation()
  const path = { run_id: sent.runId ?? '' }
  const { data } = useAsk(get('/api/v1/runs/{run_id}', { path }), { enabled: sent.runId !== null })
  return (
    <Stack gap="xs">
      <Turn said={sent.text} agent={null} runId={sent.runId} run={data as Run | undefined} sent={sent} />
      <Group gap="md">
        <Anchor component={Link} to={`/assistant/${sent.conversationId}`} size="sm">
          {t('assistant.ask.open')}
        </Anchor>
        <ActionIcon variant="subtle" color="gray" size={32} aria-label={t('common.close')} onClick={close}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </Group>
    </Stack>
  )
}
