import { Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ChangedTool } from './ChangedTool'
import type { ServerTool } from './servers'

type Props = { server: string; tools: readonly ServerTool[]; mayManage: boolean; onDecided: () => void }

/** Those that agents could call if a person accepted what their server says now. Those that are kept away are in the list. */
export function ChangedTools({ server, tools, mayManage, onDecided }: Props) {
  const { t } = useTranslation()
  const waiting = tools.filter(tool => tool.new_hash !== null && tool.is_allowed)
  if (waiting.length === 0) return null
  return (
    <section>
      <Title order={2} size="h4" mb={4}>
        {t('assistant.servers.waiting')}
      </Title>
      <Text size="sm" c="var(--quiet)" mb="sm">
        {t(mayManage ? 'assistant.servers.waitingNote' : 'assistant.servers.waitingForAdmin')}
      </Text>
      <Stack gap="md">
        {waiting.map(tool => (
          <ChangedTool key={tool.name} server={server} tool={tool} mayManage={mayManage} onDecided={onDecided} />
        ))}
      </Stack>
    </section>
  )
}
