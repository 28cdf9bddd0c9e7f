import { Text } from '@mantine/core'
import { Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '@/api/call'
import { useAsk } from '@/data/ask'
import { ApprovalInPlace, useWaiting } from '@/features/approvals'
import { RowsComing } from '@/ui/Rows'
import { Answer } from '../chat/Answer'
import type { Call } from '../run/parts'
import { useProgress } from '../run/useProgress'
import classes from './Calls.module.css'
import { childRunId } from './childRun'
import { RunParts } from './RunParts'

type Props = { call: Call; runId: string; isOpen: boolean }

/** What another agent does for this one: folded, but what waits for a person stands open. */
export function ChildRun({ call, runId, isOpen }: Props) {
  const [childId, setChildId] = useState<string | null>(null)
  useEffect(() => {
    let isHere = true
    void childRunId(runId, call.number).then(id => isHere && setChildId(id))
    return () => {
      isHere = false
    }
  }, [runId, call.number])
  const { items } = useWaiting()
  const waiting = isOpen || childId === null ? [] : items.filter(approval => approval.run_id === childId)
  return (
    <>
      {waiting.map(approval => (
        <div key={approval.id} className={classes.body}>
          <Suspense fallback={<RowsComing count={2} height={32} />}>
            <ApprovalInPlace approvalId={approval.id} />
          </Suspense>
        </div>
      ))}
      {isOpen && (
        <div className={classes.body}>
          {childId ? <Steps childId={childId} /> : <Answer text={call.output ?? ''} />}
        </div>
      )}
    </>
  )
}

function Steps({ childId }: { childId: string }) {
  const { t } = useTranslation()
  const { data: run, error } = useAsk(get('/api/v1/runs/{run_id}', { path: { run_id: childId } }))
  const { progress } = useProgress(run ? childId : null, run?.state)
  if (error && !run) return <Text size="sm">{t('assistant.notBegun')}</Text>
  if (progress.position === null) return <RowsComing count={2} height={32} />
  return (
    <div className={classes.nested}>
      <RunParts progress={progress} runId={childId} />
    </div>
  )
}
