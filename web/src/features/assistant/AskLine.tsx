import { ActionIcon, Anchor, Group, Stack, TextInput } from '@mantine/core'
import { IconArrowUp, IconX } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { get } from '@/api/call'
import type { Run } from '@/api/types'
import { useAsk } from '@/data/ask'
import { Turn } from './chat/Turn'
import { outbox, type Sent } from './run/outbox'
import { useSent } from './run/useProgress'

/** Something is said in a conversation of its own, and what comes of it stands below. */
export function AskLine({ placeholder, autoFocus = false }: { placeholder?: string; autoFocus?: boolean }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [key, setKey] = useState<string | null>(null)
  const sent = useSent().find(one => one.key === key)
  const ask = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() === '') return
    setKey(outbox.begin(text.trim()).key)
    setText('')
  }
  return (
    <Stack gap="sm">
      <form onSubmit={ask}>
        <TextInput
          size="md"
          radius="lg"
          aria-label={t('assistant.ask.label')}
          placeholder={placeholder ?? t('assistant.ask.placeholder')}
          autoFocus={autoFocus}
          maxLength={2000}
          value={text}
          onChange={event => setText(event.currentTarget.value)}
          rightSectionWidth={44}
          rightSection={
            <ActionIcon
              type="submit"
              radius="xl"
              size={32}
              disabled={text.trim() === ''}
              aria-label={t('assistant.send')}
            >
              <IconArrowUp size={18} aria-hidden />
            </ActionIcon>
          }
        />
      </form>
      {sent && <Asked sent={sent} close={() => setKey(null)} />}
    </Stack>
  )
}

function Asked({ sent, close }: { sent: Sent; close: () => void }) {
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
