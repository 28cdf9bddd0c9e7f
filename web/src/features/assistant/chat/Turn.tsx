import { Button, Group, Stack, Text } from '@mantine/core'
import { useInViewport } from '@mantine/hooks'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Run } from '@/api/types'
import { ProblemNote } from '@/ui/ProblemNote'
import { RunFoot } from '../calls/RunFoot'
import { RunParts } from '../calls/RunParts'
import { outbox, type Sent } from '../run/outbox'
import { hasEnded } from '../run/progress'
import { useProgress } from '../run/useProgress'
import { Answer } from './Answer'
import classes from './Chat.module.css'
import { Finished } from './Finished'
import { Working } from './Working'

type Props = { said: string; agent: string | null; runId: string | null; run?: Run; sent?: Sent }

/** What a person said and what came of it. */
export const Turn = memo(({ said, agent, runId, run, sent }: Props) => {
  const { t } = useTranslation()
  const { ref, inViewport } = useInViewport<HTMLDivElement>()
  const { progress, isConnected, problem, again } = useProgress(runId, run?.state, inViewport)
  const state = progress.state ?? run?.state ?? null
  const isOver = hasEnded(state)
  const isKnown = progress.position !== null
  return (
    <Stack gap="sm" ref={ref} component="article" aria-label={t('assistant.turn', { said: said.slice(0, 80) })}>
      <div className={classes.said}>{said}</div>
      {agent && (
        <Text size="xs" c="var(--quiet)" ta="right">
          {t('assistant.toAgent', { agent })}
        </Text>
      )}
      {sent?.problem && (
        <>
          <ProblemNote error={sent.problem} again={() => outbox.again(sent.key)} />
          <Group>
            <Button size="compact-sm" variant="subtle" color="gray" onClick={() => outbox.forget(sent.key)}>
              {t('assistant.forget')}
            </Button>
          </Group>
        </>
      )}
      {isKnown ? (
        <RunParts progress={progress} runId={runId!} />
      ) : (
        isOver && run?.answer && <Answer text={run.answer} />
      )}
      {!isOver && !sent?.problem && !problem && (
        <Working state={run?.state ?? null} progress={progress} isConnected={isConnected} />
      )}
      {problem && <ProblemNote error={problem} again={again} />}
      {isOver && runId && <RunFoot runId={runId} run={run} progress={progress} />}
      <Finished progress={progress} />
    </Stack>
  )
})
