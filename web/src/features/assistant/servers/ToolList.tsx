import { Stack, Text, Title } from '@mantine/core'
import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'
import classes from '../SetUp.module.css'
import type { Server, ServerTool } from './servers'
import { ToolLine } from './ToolLine'

type Props = { server: Server; tools: readonly ServerTool[]; mayManage: boolean; ref: Ref<HTMLHeadingElement> }

/** All that it offers, or did, with what agents may call of it. */
export function ToolList({ server, tools, mayManage, ref }: Props) {
  const { t } = useTranslation()
  return (
    <section>
      <Title order={2} size="h4" mb={4} ref={ref} tabIndex={-1} style={{ outline: 'none' }}>
        {t('assistant.servers.toolsTitle')}
      </Title>
      {tools.length === 0 ? (
        <Text size="sm" c="var(--quiet)">
          {t(server.listed_at === null ? 'assistant.servers.notTold' : 'assistant.servers.noTools')}
        </Text>
      ) : (
        <Stack gap="sm">
          <Text size="sm" c="var(--quiet)">
            {t('assistant.servers.toolsNote')}
          </Text>
          <ul className={classes.list}>
            {tools.map(tool => (
              <ToolLine key={tool.name} server={server.name} tool={tool} mayManage={mayManage} />
            ))}
          </ul>
        </Stack>
      )}
    </section>
  )
}
