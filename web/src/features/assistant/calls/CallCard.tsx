import { UnstyledButton } from '@mantine/core'
import {
  IconAlertTriangle,
  IconCheck,
  IconChevronRight,
  IconHandStop,
  IconLoader2,
  IconPlayerStop,
} from '@tabler/icons-react'
import { memo, Suspense, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '@/api/problem'
import { useNames } from '@/data/names'
import { ApprovalInPlace } from '@/features/approvals'
import { problemText } from '@/i18n/problems'
import { operationText } from '@/i18n/words'
import { isId } from '@/ui/diff/fields'
import { headOf } from '@/ui/given'
import { Inputs } from '@/ui/Inputs'
import { RowsComing } from '@/ui/Rows'
import type { Call, CallState } from '../run/parts'
import { refusalOf } from '../run/parts'
import classes from './Calls.module.css'
import { ChangeOf } from './ChangeOf'
import { ChildRun } from './ChildRun'
import { Output } from './Output'

const signs: Record<CallState, typeof IconCheck> = {
  running: IconLoader2,
  waiting: IconHandStop,
  done: IconCheck,
  refused: IconAlertTriangle,
  ended: IconPlayerStop,
}

/** One call of a tool: what, about what, what became of it; all else is folded. */
export const CallCard = memo(
  ({ call, runId }: { call: Call; runId: string }) => {
    const { t } = useTranslation()
    const names = useNames()
    const [isOpen, setOpen] = useState(false)
    const body = useId()
    const Sign = signs[call.state]
    const isRule = call.tool === 'say'
    const title = isRule ? t('assistant.byRule') : operationText(call.tool)
    const head = isRule ? null : call.tool === 'ask_agent' ? call.arguments?.agent : headOf(call.arguments)?.value
    const about = isId(head) ? names.get(head) : head
    const refusal = refusalOf(call)
    if (call.state === 'waiting' && call.approvalId)
      return (
        <Suspense fallback={<RowsComing count={2} height={64} />}>
          <ApprovalInPlace approvalId={call.approvalId} />
        </Suspense>
      )
    return (
      <section className={classes.card} data-state={call.state} aria-label={title}>
        <UnstyledButton
          className={classes.head}
          aria-expanded={isOpen}
          aria-controls={isOpen ? body : undefined}
          onClick={() => setOpen(!isOpen)}
        >
          <Sign size={16} className={classes.sign} aria-hidden />
          <span className={classes.title}>
            <strong>{title}</strong>
            {typeof about === 'string' && `: ${about}`}
          </span>
          <span className={classes.state}>{t(`assistant.call.${call.state}`)}</span>
          <IconChevronRight size={16} className={classes.chevron} data-open={isOpen || undefined} aria-hidden />
        </UnstyledButton>
        {refusal && (
          <p className={classes.why}>
            {refusal.code
              ? problemText(
                  new Problem({ status: 400, detail: refusal.message, code: refusal.code, params: refusal.params }),
                ).detail
              : refusal.message}
          </p>
        )}
        {call.tool === 'ask_agent' && <ChildRun call={call} runId={runId} isOpen={isOpen} />}
        {isOpen && (
          <div className={classes.body} id={body}>
            {call.changeId && <ChangeOf changeId={call.changeId} />}
            {call.arguments && !isRule && <Asked input={call.arguments} isFolded={call.changeId !== null} />}
            {!call.changeId && <Output call={call} />}
          </div>
        )}
      </section>
    )
  },
  // The parts are read anew with each word; a call itself changes seldom.
  (before, after) => before.runId === after.runId && JSON.stringify(before.call) === JSON.stringify(after.call),
)

/** Beside what was changed it says little more. */
function Asked({ input, isFolded }: { input: unknown; isFolded: boolean }) {
  const { t } = useTranslation()
  if (!isFolded) return <Inputs input={input} />
  return (
    <details>
      <summary className={classes.summary}>{t('inputs.asked')}</summary>
      <Inputs input={input} />
    </details>
  )
}
