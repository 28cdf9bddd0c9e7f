import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconBan, IconCheck, IconEye } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { patch } from '@/api/call'
import { useChange } from '@/data/change'
import { ProblemNote } from '@/ui/ProblemNote'
import setUp from '../SetUp.module.css'
import classes from './Servers.module.css'
import { Sides } from './Sides'
import type { ServerTool } from './servers'

type Props = { server: string; tool: ServerTool; mayManage: boolean; onDecided: () => void }

/** What a server said about a tool, what it says now, and whether that is accepted. */
export function ChangedTool({ server, tool, mayManage, onDecided }: Props) {
  const { t } = useTranslation()
  // What stands here does not change while somebody reads it: what is accepted is what was seen.
  const [seen, setSeen] = useState(tool)
  const heading = useRef<HTMLHeadingElement>(null)
  const isOld = tool.new_hash !== seen.new_hash
  const { name } = tool
  const decide = useChange<'accept' | 'keep', unknown>({
    call: how =>
      patch('/api/v1/servers/{server}/tools/{tool}', {
        path: { server, tool: name },
        body: how === 'accept' ? { accept: seen.new_hash } : { is_allowed: false },
      }),
    asks: ['/api/v1/servers'],
    says: how => t(how === 'accept' ? 'assistant.servers.accepted' : 'assistant.servers.keptAway', { name }),
    quiet: true,
  })
  return (
    <article className={classes.changed} aria-labelledby={`changed-${name}`}>
      <Text fw={600} size="sm" component="h3" ref={heading} tabIndex={-1} id={`changed-${name}`}>
        {name}
      </Text>
      <Sides old={seen.definition} now={seen.new_definition} />
      <Stack gap="sm" mt="md">
        {isOld && (
          <Alert
            role="alert"
            color="yellow"
            className={setUp.warns}
            styles={{ title: { color: 'var(--warning-text)' } }}
            icon={<IconAlertTriangle size={18} aria-hidden />}
            title={t('assistant.servers.changedAgain')}
          >
            <Button
              size="compact-md"
              variant="default"
              leftSection={<IconEye size={16} aria-hidden />}
              onClick={() => {
                setSeen(tool)
                decide.reset()
                heading.current?.focus()
              }}
            >
              {t('assistant.servers.showNewest')}
            </Button>
          </Alert>
        )}
        {decide.error && !isOld && <ProblemNote error={decide.error} />}
        {mayManage && (
          <Group gap="sm">
            <Button
              leftSection={<IconCheck size={18} aria-hidden />}
              disabled={isOld}
              loading={decide.isPending && decide.variables === 'accept'}
              onClick={() => decide.mutate('accept', { onSuccess: onDecided })}
            >
              {t('assistant.servers.accept')}
            </Button>
            <Button
              variant="default"
              leftSection={<IconBan size={18} aria-hidden />}
              loading={decide.isPending && decide.variables === 'keep'}
              onClick={() => decide.mutate('keep', { onSuccess: onDecided })}
            >
              {t('assistant.servers.keepAway')}
            </Button>
          </Group>
        )}
      </Stack>
    </article>
  )
}
