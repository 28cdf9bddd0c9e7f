import { Button, Group, Stack, Text } from '@mantine/core'
import { IconPencil, IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { post } from '@/api/call'
import { useChange } from '@/data/change'
import { agoText } from '@/i18n/format'
import classes from '../SetUp.module.css'
import { EditServer } from './EditServer'
import { Health } from './Health'
import { OnSwitch } from './OnSwitch'
import type { Server } from './servers'

type Props = { server: Server; mayManage: boolean; isAsking: boolean; begin: () => void }

/** Where it is, how it is doing, and what can be done about that. */
export function ServerHead({ server, mayManage, isAsking, begin }: Props) {
  const { t } = useTranslation()
  const [isEdited, setEdited] = useState(false)
  const { name } = server
  const ask = useChange({
    call: () => post('/api/v1/servers/{server}/refreshment', { path: { server: name } }),
    asks: ['/api/v1/servers'],
  })
  const isHttp = server.kind === 'http'
  const isBusy = ask.isPending || isAsking
  return (
    <Stack gap="sm">
      <Group gap="xs">
        <div aria-live="polite">
          <Health state={server.state} />
        </div>
        {server.listed_at && (
          <Text size="sm" c="var(--quiet)">
            {t('assistant.servers.told', { when: agoText(server.listed_at) })}
          </Text>
        )}
      </Group>
      {server.problem && (
        <Text size="sm" c="var(--wrong)" lang="en" className={classes.main}>
          {server.problem}
        </Text>
      )}
      {server.left_out && (
        <Text size="sm" c="var(--quiet)" lang="en" className={classes.main}>
          {server.left_out}
        </Text>
      )}
      <Text size="sm" c="var(--quiet)" className={classes.main}>
        {t(`assistant.servers.kind.${server.kind}`, { entry: server.entry, url: server.url })}
        {isHttp && ' · '}
        {isHttp &&
          (server.has_secret
            ? t('assistant.servers.hasSecret', { header: server.header })
            : t('assistant.servers.noSecret'))}
      </Text>
      {mayManage && (
        <Group gap="sm">
          <OnSwitch server={server} label={t('assistant.servers.useIt')} />
          <Button
            variant="default"
            leftSection={<IconRefresh size={18} aria-hidden />}
            disabled={!server.is_enabled}
            aria-disabled={isBusy || undefined}
            onClick={() => !isBusy && ask.mutate(undefined, { onSuccess: begin })}
          >
            {t(isBusy ? 'assistant.servers.asking' : 'assistant.servers.ask')}
          </Button>
          {isHttp && (
            <Button
              variant="default"
              leftSection={<IconPencil size={18} aria-hidden />}
              onClick={() => setEdited(true)}
            >
              {t('assistant.servers.change')}
            </Button>
          )}
        </Group>
      )}
      <EditServer server={server} isOpen={isEdited} close={() => setEdited(false)} />
    </Stack>
  )
}
