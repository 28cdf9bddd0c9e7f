import { ActionIcon, Button, Menu, ScrollArea, Stack, Text, TextInput } from '@mantine/core'
import { IconDots, IconPlus, IconSearch, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, NavLink, useMatch, useNavigate } from 'react-router'
import { get } from '@/api/call'
import type { Conversation } from '@/api/types'
import { usePages } from '@/data/ask'
import { ProblemNote } from '@/ui/ProblemNote'
import { RowsComing } from '@/ui/Rows'
import { AssistantPlaces } from '../AssistantPlaces'
import classes from './Chat.module.css'
import { deleteSoon } from './changes'

/** The conversations, the newest first. */
export function ConversationList() {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const { items, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = usePages<Conversation>(
    get('/api/v1/conversations', { query: { limit: 100 } }),
  )
  const wanted = search.trim().toLocaleLowerCase()
  const found = wanted === '' ? items : items.filter(one => one.title.toLocaleLowerCase().includes(wanted))
  return (
    <Stack gap="xs" h="100%">
      <Button
        component={Link}
        to="/assistant"
        variant="light"
        mih={40}
        style={{ flex: 'none' }}
        leftSection={<IconPlus size={18} aria-hidden />}
      >
        {t('assistant.newConversation')}
      </Button>
      <TextInput
        aria-label={t('assistant.search')}
        placeholder={t('assistant.search')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={search}
        onChange={event => setSearch(event.currentTarget.value)}
      />
      <ScrollArea flex={1} type="hover" component="nav" aria-label={t('assistant.conversations')}>
        {error && items.length === 0 ? (
          <ProblemNote error={error} again={refetch} />
        ) : isPending ? (
          <RowsComing count={6} height={32} />
        ) : (
          <Stack gap={2} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
            {found.map(conversation => (
              <Line key={conversation.id} conversation={conversation} />
            ))}
          </Stack>
        )}
        {!isPending && found.length === 0 && (
          <Text size="sm" c="var(--quiet)" p="xs">
            {t(wanted === '' ? 'assistant.noConversations' : 'assistant.noneFound')}
          </Text>
        )}
        {hasNextPage && (
          <Button variant="subtle" fullWidth loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('common.more')}
          </Button>
        )}
      </ScrollArea>
      <AssistantPlaces />
    </Stack>
  )
}

function Line({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const here = useMatch(`/assistant/${conversation.id}`) !== null
  const title = conversation.title || t('assistant.newConversation')
  return (
    <li className={classes.conversation} data-here={here || undefined}>
      <NavLink to={`/assistant/${conversation.id}`} title={title}>
        {title}
      </NavLink>
      <Menu position="bottom-end" width={180}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={32} aria-label={t('assistant.moreOf', { title })}>
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => {
              deleteSoon(conversation)
              if (here) navigate('/assistant')
            }}
          >
            {t('assistant.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  )
}
