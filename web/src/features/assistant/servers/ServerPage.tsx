import { Anchor, Stack } from '@mantine/core'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { get } from '@/api/call'
import { asProblem } from '@/api/problem'
import { useAsk } from '@/data/ask'
import { useMay } from '@/data/me'
import { Page } from '@/ui/Page'
import { ProblemNote } from '@/ui/ProblemNote'
import { RowsComing } from '@/ui/Rows'
import { ChangedTools } from './ChangedTools'
import { RemoveServer } from './RemoveServer'
import { ServerHead } from './ServerHead'
import { pauseBefore } from './servers'
import { ToolList } from './ToolList'
import { useAsking } from './useAsking'
import { Versions } from './Versions'

/** One server: how it is doing, what it offers, what was decided about that. */
export function ServerPage() {
  const { t } = useTranslation()
  const { server: name = '' } = useParams()
  const mayManage = useMay('manage:tenant')
  const isAsked = useRef(false)
  const tools = useRef<HTMLHeadingElement>(null)
  const { data, error, refetch } = useAsk(get('/api/v1/servers/{server}', { path: { server: name } }), {
    staleTime: 0,
    every: answer => pauseBefore(answer ? [answer.server] : [], isAsked.current),
  })
  const { isAsking, begin } = useAsking(data?.server)
  isAsked.current = isAsking
  const isGone = error && asProblem(error).status === 404
  return (
    <Page title={name}>
      {error && (!data || isGone) ? (
        <ProblemNote error={error} again={isGone ? undefined : refetch} />
      ) : !data ? (
        <RowsComing count={5} height={56} />
      ) : (
        <Stack gap="xl">
          <ServerHead server={data.server} mayManage={mayManage} isAsking={isAsking} begin={begin} />
          <ChangedTools
            server={name}
            tools={data.tools}
            mayManage={mayManage}
            onDecided={() => tools.current?.focus()}
          />
          <ToolList ref={tools} server={data.server} tools={data.tools} mayManage={mayManage} />
          {data.versions.length > 1 && <Versions server={data.server} versions={data.versions} mayManage={mayManage} />}
          {mayManage && <RemoveServer server={data.server} />}
        </Stack>
      )}
      <Anchor component={Link} to="/assistant/servers" size="sm" display="inline-block" mt="lg">
        {t('assistant.servers.all')}
      </Anchor>
    </Page>
  )
}
