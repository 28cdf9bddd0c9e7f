import { ActionIcon, Badge, Button, FileButton, Group, Text, Tooltip } from '@mantine/core'
import { IconPlus, IconUpload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { get } from '@/api/call'
import { useAsk } from '@/data/ask'
import { useMay } from '@/data/me'
import { ProblemNote } from '@/ui/ProblemNote'
import { RowsComing } from '@/ui/Rows'
import classes from '../SetUp.module.css'
import { SetUpPage } from '../SetUpPage'

export function AgentsPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const mayManage = useMay('manage:tenant')
  const { data, error, refetch } = useAsk(get('/api/v1/agents'))
  const take = async (file: File | null) => {
    if (file) navigate('/assistant/new_agent', { state: { text: await file.text(), name: file.name } })
  }
  return (
    <SetUpPage
      title={t('assistant.agents.title')}
      aside={
        mayManage && (
          <Group gap="xs" wrap="nowrap">
            <FileButton onChange={file => void take(file)} accept=".md,.markdown,.txt,text/markdown,text/plain">
              {props => (
                <Tooltip label={t('assistant.agents.upload')}>
                  <ActionIcon {...props} variant="default" size={36} aria-label={t('assistant.agents.upload')}>
                    <IconUpload size={18} aria-hidden />
                  </ActionIcon>
                </Tooltip>
              )}
            </FileButton>
            <Button component={Link} to="/assistant/new_agent" leftSection={<IconPlus size={18} aria-hidden />}>
              {t('assistant.agents.add')}
            </Button>
          </Group>
        )
      }
    >
      {error && !data ? (
        <ProblemNote error={error} again={refetch} />
      ) : !data ? (
        <RowsComing count={4} height={64} />
      ) : (
        <ul className={classes.list}>
          {data.items.map(agent => (
            <li key={agent.name} className={classes.line}>
              <div className={classes.main}>
                <Group gap="xs">
                  <Link to={`/assistant/agents/${encodeURIComponent(agent.name)}`} className={classes.link}>
                    {agent.name}
                  </Link>
                  <Badge variant="light" color={agent.source === 'own' ? 'pine' : 'gray'} tt="none">
                    {t(`assistant.agents.source.${agent.source}`)}
                  </Badge>
                  {agent.missing_tools.length > 0 && (
                    <Badge variant="light" color="yellow" tt="none">
                      {t('assistant.agents.missing', { count: agent.missing_tools.length })}
                    </Badge>
                  )}
                </Group>
                <Text size="sm" c="var(--quiet)">
                  {agent.description}
                </Text>
              </div>
            </li>
          ))}
        </ul>
      )}
    </SetUpPage>
  )
}
