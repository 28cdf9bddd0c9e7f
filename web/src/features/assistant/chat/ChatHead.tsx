import { ActionIcon, Drawer, Group, TextInput, Title, Tooltip, UnstyledButton } from '@mantine/core'
import { IconList, IconPlus } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import type { Conversation } from '@/api/types'
import { ConversationList } from './ConversationList'
import { useRename } from './changes'

/** The conversation's title, changed in its place; on a phone the way to the others, too. */
export function ChatHead({ conversation }: { conversation?: Conversation | undefined }) {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const [isListOpen, setListOpen] = useState(false)
  const title = conversation?.title || t('assistant.newConversation')
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} · Steward`
  }, [title])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place closes the list of places.
  useEffect(() => setListOpen(false), [pathname])
  return (
    <Group wrap="nowrap" gap="xs" mb="md" mih={44}>
      <ActionIcon
        hiddenFrom="md"
        size={44}
        variant="subtle"
        color="gray"
        aria-label={t('assistant.conversations')}
        onClick={() => setListOpen(true)}
      >
        <IconList size={20} aria-hidden />
      </ActionIcon>
      <Title order={1} size="h4" ref={heading} tabIndex={-1} flex={1} miw={0} style={{ outline: 'none' }}>
        {conversation ? <Rename key={conversation.id} conversation={conversation} /> : title}
      </Title>
      <Tooltip label={t('assistant.newConversation')}>
        <ActionIcon
          component={Link}
          to="/assistant"
          hiddenFrom="md"
          size={44}
          variant="subtle"
          color="gray"
          aria-label={t('assistant.newConversation')}
        >
          <IconPlus size={20} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Drawer
        closeButtonProps={{ 'aria-label': t('common.close') }}
        opened={isListOpen}
        onClose={() => setListOpen(false)}
        title={t('assistant.conversations')}
        size={320}
      >
        <ConversationList />
      </Drawer>
    </Group>
  )
}

function Rename({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation()
  const [title, setTitle] = useState<string | null>(null)
  const rename = useRename()
  const shown = conversation.title || t('assistant.newConversation')
  const save = () => {
    const text = title?.trim()
    if (text && text !== conversation.title) rename.mutate({ id: conversation.id, title: text })
    setTitle(null)
  }
  if (title === null)
    return (
      <UnstyledButton
        fz="inherit"
        fw="inherit"
        maw="100%"
        style={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', display: 'block', minHeight: 24 }}
        title={t('assistant.rename')}
        onClick={() => setTitle(conversation.title)}
      >
        {shown}
      </UnstyledButton>
    )
  return (
    <TextInput
      autoFocus
      aria-label={t('assistant.rename')}
      value={title}
      maxLength={200}
      onChange={event => setTitle(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={event => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) save()
        if (event.key === 'Escape') setTitle(null)
      }}
    />
  )
}
