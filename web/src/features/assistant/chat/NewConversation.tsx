import { SimpleGrid, Stack, Text, Title, UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { outbox } from '../run/outbox'
import classes from './Chat.module.css'
import { ChatHead } from './ChatHead'
import { Composer } from './Composer'

const examples = ['due', 'add', 'remind', 'did'] as const

/** Nothing has been said yet: what could be. */
export function NewConversation() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const say = (text: string, agent: string | null = null) =>
    navigate(`/assistant/${outbox.begin(text, agent).conversationId}`)
  return (
    <div className={classes.chat}>
      <ChatHead />
      <Stack className={classes.turns} justify="center" gap="lg">
        <div>
          <Title order={2} size="h3" ta="center">
            {t('assistant.begin.title')}
          </Title>
          <Text c="var(--quiet)" ta="center" mt={4} maw={480} mx="auto">
            {t('assistant.begin.text')}
          </Text>
        </div>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
          {examples.map(one => (
            <li key={one}>
              <UnstyledButton className={classes.example} onClick={() => say(t(`assistant.begin.${one}`))}>
                {t(`assistant.begin.${one}`)}
              </UnstyledButton>
            </li>
          ))}
        </SimpleGrid>
      </Stack>
      <div className={classes.foot}>
        <Composer autoFocus onSay={say} />
      </div>
    </div>
  )
}
