import { Button, Stack } from '@mantine/core'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { get, post } from '@/api/call'
import type { Run } from '@/api/types'
import { useAsk, usePages } from '@/data/ask'
import { useChange } from '@/data/change'
import { ProblemNote } from '@/ui/ProblemNote'
import { RowsComing } from '@/ui/Rows'
import { outbox } from '../run/outbox'
import { hasEnded } from '../run/progress'
import { useSent } from '../run/useProgress'
import classes from './Chat.module.css'
import { ChatHead } from './ChatHead'
import { Composer } from './Composer'
import { ToNewest } from './ToNewest'
import { Turn } from './Turn'
import { useAtEnd } from './useAtEnd'

export function ConversationPage() {
  const { conversation_id } = useParams()
  return <Conversation key={conversation_id} id={conversation_id!} />
}

function Conversation({ id }: { id: string }) {
  const { t } = useTranslation()
  const path = { conversation_id: id }
  const sent = useSent().filter(one => one.conversationId === id)
  const isFresh = outbox.isFresh(id)
  const conversation = useAsk(get('/api/v1/conversations/{conversation_id}', { path }), { enabled: !isFresh })
  const listed = usePages<Run>(get('/api/v1/conversations/{conversation_id}/runs', { path }), { enabled: !isFresh })
  const runs = listed.items.toReversed()
  const known = new Set(runs.map(run => run.id))
  const pending = sent.filter(one => one.runId === null || !known.has(one.runId))
  const { content, isAtEnd, toEnd } = useAtEnd(id)
  const stop = useChange<string, unknown>({
    call: run_id => post('/api/v1/runs/{run_id}/cancellation', { path: { run_id } }),
    asks: [`/api/v1/conversations/${id}`],
  })
  const working = runs.findLast(run => !hasEnded(run.state))?.id ?? pending.findLast(one => one.runId)?.runId ?? null
  const focused = useRef<HTMLDivElement>(null)
  if (conversation.error && !conversation.data)
    return <ProblemNote error={conversation.error} again={conversation.refetch} />
  return (
    <div className={classes.chat}>
      <ChatHead conversation={conversation.data} />
      <div className={classes.turns} ref={content}>
        {listed.hasNextPage && (
          <Button
            variant="subtle"
            fullWidth
            mb="md"
            loading={listed.isFetchingNextPage}
            onClick={() => void listed.fetchNextPage()}
          >
            {t('assistant.earlier')}
          </Button>
        )}
        {listed.error && runs.length === 0 && <ProblemNote error={listed.error} again={listed.refetch} />}
        {listed.isPending && pending.length === 0 ? (
          <RowsComing count={4} height={56} />
        ) : (
          <Stack gap="lg" ref={focused} role="log" aria-live="off" aria-label={t('assistant.talk')}>
            {runs.map(run => (
              <Turn key={outbox.keyOf(run.id)} said={run.said} agent={run.agent} runId={run.id} run={run} />
            ))}
            {pending.map(one => (
              <Turn key={one.key} said={one.text} agent={one.agent} runId={one.runId} sent={one} />
            ))}
          </Stack>
        )}
      </div>
      <div className={classes.foot}>
        {!isAtEnd && <ToNewest onClick={() => toEnd(true)} />}
        <Composer
          autoFocus
          onSay={(text, agent) => {
            outbox.say(id, text, agent)
            requestAnimationFrame(() => toEnd())
          }}
          onStop={working ? () => stop.mutate(working) : undefined}
          isStopping={stop.isPending}
        />
      </div>
    </div>
  )
}
