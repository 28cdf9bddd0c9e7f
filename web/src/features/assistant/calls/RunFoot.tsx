import { Alert, Button, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconArrowBackUp, IconCheck, IconPlayerStop, IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { post } from '@/api/call'
import { Problem } from '@/api/problem'
import type { Run } from '@/api/types'
import { useChange } from '@/data/change'
import { costText, numberText } from '@/i18n/format'
import { problemText } from '@/i18n/problems'
import { SureButton } from '@/ui/SureButton'
import { UndoProblem } from '@/ui/UndoProblem'
import { outbox } from '../run/outbox'
import { changesOf, endOf, partsOf, usageOf } from '../run/parts'
import type { Progress } from '../run/progress'
import classes from './Calls.module.css'
import { noteUndone, useUndone } from './undone'

type Props = { runId: string; run: Run | undefined; progress: Progress }

/** At the end of a run: how it ended, the way back, and what it took. */
export function RunFoot({ runId, run, progress }: Props) {
  const end = endOf(progress)
  const state = progress.state ?? run?.state
  const code = end?.code ?? run?.code
  return (
    <Stack gap="xs">
      {state === 'failed' && <Failed code={code ?? 'unexpected'} message={end?.message ?? run?.message ?? ''} />}
      {state === 'cancelled' && <Stopped />}
      {run && code === 'needs_confirmation' && <Confirm run={run} />}
      <div className={classes.foot}>
        {run && (state === 'failed' || state === 'cancelled') && <Retry run={run} />}
        <UndoRun runId={runId} progress={progress} />
        <Took progress={progress} />
      </div>
    </Stack>
  )
}

function Failed({ code, message }: { code: string; message: string }) {
  const { t } = useTranslation()
  return (
    <Alert color="red" icon={<IconAlertTriangle size={18} />} title={t('assistant.failed')}>
      <Text size="sm">{problemText(new Problem({ status: 400, code, detail: message })).detail}</Text>
      {code === 'model_not_configured' && (
        <Button component={Link} to="/assistant/models" size="compact-sm" variant="default" mt="xs">
          {t('assistant.addModel')}
        </Button>
      )}
    </Alert>
  )
}

function Stopped() {
  const { t } = useTranslation()
  return (
    <Text size="sm" c="var(--quiet)">
      <IconPlayerStop size={14} aria-hidden style={{ verticalAlign: -2 }} /> {t('assistant.state.cancelled')}
    </Text>
  )
}

function Confirm({ run }: { run: Run }) {
  const { t } = useTranslation()
  return (
    <div>
      <Button mih={44} onClick={() => outbox.say(run.conversation_id, t('assistant.yes'))}>
        {t('assistant.yesDoIt')}
      </Button>
    </div>
  )
}

function Retry({ run }: { run: Run }) {
  const { t } = useTranslation()
  const retry = useChange({
    call: () => post('/api/v1/runs/{run_id}/retry', { path: { run_id: run.id } }),
    asks: [`/api/v1/conversations/${run.conversation_id}`, '/api/v1/conversations'],
  })
  return (
    <Button
      size="compact-sm"
      mih={32}
      variant="default"
      leftSection={<IconRefresh size={16} aria-hidden />}
      loading={retry.isPending}
      onClick={() => retry.mutate()}
    >
      {t('assistant.retry')}
    </Button>
  )
}

function UndoRun({ runId, progress }: { runId: string; progress: Progress }) {
  const { t } = useTranslation()
  const changes = changesOf(progress)
  const isUndone = useUndone(runId)
  const hasAsked = partsOf(progress).some(part => part.kind === 'call' && part.call.tool === 'ask_agent')
  const isOne = changes.length === 1 && !hasAsked
  const undo = useChange<void, { rows: number }>({
    call: () => post('/api/v1/changes/undo', { body: { run_id: runId } }) as never,
    asks: ['/api/v1/'],
    says: (_, data) => t('assistant.runUndone', { count: data?.rows ?? 0 }),
    quiet: true,
  })
  if (changes.length === 0 && !hasAsked) return null
  if (isUndone)
    return (
      <Text size="sm">
        <IconCheck size={14} aria-hidden style={{ verticalAlign: -2 }} />{' '}
        {t(isOne ? 'assistant.undone' : 'assistant.allUndone')}
      </Text>
    )
  return (
    <>
      {undo.error && <UndoProblem error={undo.error} />}
      <SureButton
        size="compact-sm"
        mih={32}
        variant="default"
        leftSection={<IconArrowBackUp size={16} aria-hidden />}
        loading={undo.isPending}
        sure={t(isOne ? 'assistant.undoSure' : 'assistant.undoRunSure')}
        onSure={() => undo.mutate(undefined, { onSuccess: () => noteUndone([runId, ...changes]) })}
      >
        {t(isOne ? 'common.undo' : 'assistant.undoRun')}
      </SureButton>
    </>
  )
}

function Took({ progress }: { progress: Progress }) {
  const { t } = useTranslation()
  const usage = usageOf(progress)
  if (!usage) return null
  return (
    <Text size="xs" c="var(--quiet)">
      {t('assistant.took', { models: usage.models.join(', '), tokens: numberText(usage.input + usage.output) })}
      {usage.cost > 0 && ` · ${costText(usage.cost)}`}
    </Text>
  )
}
