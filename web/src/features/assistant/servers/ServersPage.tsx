import { Button, Group, Stack, Text } from '@mantine/core'
import { IconPlug, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { get } from '@/api/call'
import { useAsk } from '@/data/ask'
import { useMay } from '@/data/me'
import { Empty } from '@/ui/Empty'
import { ProblemNote } from '@/ui/ProblemNote'
import { RowsComing } from '@/ui/Rows'
import classes from '../SetUp.module.css'
import { SetUpPage } from '../SetUpPage'
import { AddServer } from './AddServer'
import { Health, LookMark } from './Health'
import { OnSwitch } from './OnSwitch'
import own from './Servers.module.css'
import { pauseBefore, type Server } from './servers'

/** Whose tools agents may use beside Steward's own, and how those are doing. */
export function ServersPage() {
  const { t } = useTranslation()
  const mayManage = useMay('manage:tenant')
  const [isAdding, setAdding] = useState(false)
  const { data, error, refetch } = useAsk(get('/api/v1/servers'), {
    staleTime: 0,
    every: answer => pauseBefore(answer?.items ?? []),
  })
  const add = mayManage && (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>
      {t('assistant.servers.add')}
    </Button>
  )
  return (
    <SetUpPage title={t('assistant.servers.title')} aside={data && data.items.length > 0 ? add : null}>
      {error && !data ? (
        <ProblemNote error={error} again={refetch} />
      ) : !data ? (
        <RowsComing count={3} height={72} />
      ) : data.items.length === 0 ? (
        <Empty icon={IconPlug} title={t('assistant.servers.none')} text={t('assistant.servers.noneDetail')}>
          {add || (
            <Text size="sm" c="var(--quiet)">
              {t('assistant.servers.adminsOnly')}
            </Text>
          )}
        </Empty>
      ) : (
        <Stack gap="md">
          <Text size="sm" c="var(--quiet)">
            {t('assistant.servers.usual')}
          </Text>
          <ul className={classes.list}>
            {data.items.map(server => (
              <Line key={server.id} server={server} mayManage={mayManage} />
            ))}
          </ul>
        </Stack>
      )}
      <AddServer isOpen={isAdding} close={() => setAdding(false)} />
    </SetUpPage>
  )
}

function Line({ server, mayManage }: { server: Server; mayManage: boolean }) {
  const { t } = useTranslation()
  const isListed = server.listed_at !== null
  return (
    <li className={`${classes.line} ${own.line}`}>
      <div className={classes.main}>
        <Group gap="xs">
          <Link to={`/assistant/servers/${encodeURIComponent(server.name)}`} className={`${classes.link} ${own.open}`}>
            {server.name}
          </Link>
          <Health state={server.state} />
          {server.changed_tools > 0 && (
            <LookMark>{t('assistant.servers.changedTools', { count: server.changed_tools })}</LookMark>
          )}
        </Group>
        <Text size="sm" c="var(--quiet)">
          {t(`assistant.servers.kind.${server.kind}`, { entry: server.entry, url: server.url })}
        </Text>
        {isListed && (
          <Text size="sm" c="var(--quiet)">
            {t('assistant.servers.callable', { count: server.callable_tools })}
          </Text>
        )}
        {server.problem && (
          <Text size="sm" c="var(--wrong)" lang="en">
            {server.problem}
          </Text>
        )}
      </div>
      {mayManage && <OnSwitch server={server} />}
    </li>
  )
}
