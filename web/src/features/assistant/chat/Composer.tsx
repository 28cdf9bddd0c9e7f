import { ActionIcon, Group, Menu, Textarea, Tooltip, UnstyledButton } from '@mantine/core'
import { IconArrowUp, IconCheck, IconChevronDown, IconPlayerStopFilled } from '@tabler/icons-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '@/api/call'
import { useAsk } from '@/data/ask'
import classes from './Chat.module.css'

type Props = {
  onSay: (text: string, agent: string | null) => void
  /** An agent works; what is written waits until it is sent. */
  onStop?: (() => void) | undefined
  isStopping?: boolean
  autoFocus?: boolean
}

const longest = 32_000

/** Enter sends, Shift+Enter begins a new line. */
export function Composer({ onSay, onStop, isStopping = false, autoFocus = false }: Props) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [agent, setAgent] = useState<string | null>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const say = () => {
    if (text.trim() === '') return
    onSay(text.trim(), agent)
    setText('')
    field.current?.focus()
  }
  const keys = (event: KeyboardEvent) => {
    // A word that is being put together (Japanese, say) ends with Enter, too.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    say()
  }
  return (
    <form
      className={classes.composer}
      onSubmit={event => {
        event.preventDefault()
        say()
      }}
    >
      <Textarea
        ref={field}
        aria-label={t('assistant.composer.label')}
        placeholder={t('assistant.composer.placeholder')}
        autoFocus={autoFocus}
        autosize
        minRows={1}
        maxRows={10}
        variant="unstyled"
        size="md"
        maxLength={longest}
        value={text}
        onChange={event => setText(event.currentTarget.value)}
        onKeyDown={keys}
      />
      <Group justify="space-between" px="xs" pb="xs" gap="xs">
        <AgentChoice agent={agent} choose={setAgent} />
        {onStop && text.trim() === '' ? (
          <Tooltip label={t('assistant.stop')}>
            <ActionIcon
              size={44}
              radius="xl"
              variant="light"
              color="red"
              aria-label={t('assistant.stop')}
              loading={isStopping}
              onClick={onStop}
            >
              <IconPlayerStopFilled size={18} aria-hidden />
            </ActionIcon>
          </Tooltip>
        ) : (
          <ActionIcon
            type="submit"
            size={44}
            radius="xl"
            aria-label={t('assistant.send')}
            disabled={text.trim() === ''}
            data-send
          >
            <IconArrowUp size={20} aria-hidden />
          </ActionIcon>
        )}
      </Group>
    </form>
  )
}

function AgentChoice({ agent, choose }: { agent: string | null; choose: (agent: string | null) => void }) {
  const { t } = useTranslation()
  const { data } = useAsk(get('/api/v1/agents'), { staleTime: 5 * 60_000 })
  const choices = [{ name: null, description: t('assistant.composer.anyDetail') }, ...(data?.items ?? [])]
  return (
    <Menu position="top-start" width={300} shadow="md">
      <Menu.Target>
        <UnstyledButton
          px="xs"
          mih={44}
          fz="sm"
          c="var(--quiet)"
          aria-label={`${agent ?? t('assistant.composer.any')}, ${t('assistant.composer.agent')}`}
        >
          <Group gap={4}>
            {agent ?? t('assistant.composer.any')}
            <IconChevronDown size={14} aria-hidden />
          </Group>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        {choices.map(one => (
          <Menu.Item
            key={one.name ?? ''}
            onClick={() => choose(one.name)}
            rightSection={one.name === agent && <IconCheck size={16} aria-label={t('assistant.composer.chosen')} />}
          >
            <strong>{one.name ?? t('assistant.composer.any')}</strong>
            <br />
            {one.description}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
