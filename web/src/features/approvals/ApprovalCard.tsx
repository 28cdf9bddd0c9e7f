import { Alert, Anchor, Group, Paper, Stack, Text } from '@mantine/core'
import { IconRefreshAlert } from '@tabler/icons-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { get } from '@/api/call'
import { asProblem } from '@/api/problem'
import type { Approval } from '@/api/types'
import { askAgain } from '@/data/again'
import { useAsk } from '@/data/ask'
import { useNames } from '@/data/names'
import { agoText, momentText } from '@/i18n/format'
import { operationText } from '@/i18n/words'
import { Inputs } from '@/ui/Inputs'
import { ProblemNote } from '@/ui/ProblemNote'
import { RowDiff } from '@/ui/RowDiff'
import { RowsComing } from '@/ui/Rows'
import { sayProblem } from '@/ui/say'
import classes from './ApprovalCard.module.css'
import { Decided } from './Decided'
import { Deciding } from './Deciding'
import { reasonText } from './reasons'

type Props = { approval: Approval; inPlace?: boolean; onDecided?: () => void }

/** An agent's call that waits: what it would do, who asks and why, and the two buttons. */
export function ApprovalCard({ approval: listed, inPlace = false, onDecided }: Props) {
  const { t } = useTranslation()
  const names = useNames()
  const card = useRef<HTMLDivElement>(null)
  const asked = useAsk(get('/api/v1/approvals/{approval_id}', { path: { approval_id: listed.id } }))
  const approval = asked.data ?? listed
  // Another preview than the one that was read is not approved by accident.
  const [first, setFirst] = useState<string | null>(null)
  if (asked.data && first === null) setFirst(asked.data.preview_hash)
  const hasChanged = asked.data !== undefined && first !== null && first !== asked.data.preview_hash
  // Above the buttons, which begin anew with each preview.
  const [refusal, setRefusal] = useState<unknown>(null)
  const refused = async (error: unknown) => {
    setRefusal(error)
    await askAgain('/api/v1/approvals')
    if (card.current) return (card.current.tabIndex < 0 ? card.current.querySelector('button') : card.current)?.focus()
    sayProblem(asProblem(error))
    onDecided?.()
  }
  const isPending = approval.state === 'pending'
  const keys = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return
    const button = { a: 'approve', d: 'deny' }[event.key]
    if (button) card.current?.querySelector<HTMLButtonElement>(`[data-decide="${button}"]`)?.focus()
    const next = { ArrowDown: card.current?.nextElementSibling, j: card.current?.nextElementSibling }[event.key]
    const back = { ArrowUp: card.current?.previousElementSibling, k: card.current?.previousElementSibling }[event.key]
    const other = next ?? back
    if (other instanceof HTMLElement) other.focus()
    if (button || other) event.preventDefault()
  }
  const problem = asked.error ? asProblem(asked.error) : null
  return (
    <Paper
      ref={card}
      component="article"
      withBorder
      p={inPlace ? 'sm' : { base: 'sm', sm: 'lg' }}
      radius="lg"
      tabIndex={inPlace ? undefined : 0}
      onKeyDown={keys}
      aria-label={t('approvals.of', { operation: operationText(approval.operation) })}
      className={classes.card}
      data-pending={isPending || undefined}
      data-approval={approval.id}
    >
      <Stack gap="sm">
        <div>
          <Group justify="space-between" wrap="nowrap" gap="sm" align="baseline">
            <Text fw={600} component="h2" m={0}>
              {operationText(approval.operation)}
            </Text>
            {!inPlace && approval.conversation_id && (
              <Anchor component={Link} to={`/assistant/${approval.conversation_id}`} size="sm" style={{ flex: 'none' }}>
                {t('approvals.conversation')}
              </Anchor>
            )}
          </Group>
          <Text size="sm" c="var(--quiet)">
            {t('approvals.asks', {
              agent: approval.agent ?? t('approvals.anAgent'),
              person: names.get(approval.requested_by) ?? t('approvals.somebody'),
              ago: agoText(approval.requested_at),
            })}
            {isPending && (
              <>
                {' '}
                <time dateTime={approval.expires_at} title={momentText(approval.expires_at)}>
                  {t('approvals.ends', { when: agoText(approval.expires_at) })}
                </time>
              </>
            )}
          </Text>
        </div>
        <ul className={classes.reasons}>
          {approval.reasons.map(reason => (
            <li key={reason}>{reasonText(reason)}</li>
          ))}
        </ul>
        {hasChanged && isPending && (
          <Alert color="yellow" icon={<IconRefreshAlert size={18} />} role="status" title={t('approvals.changed')}>
            {t('approvals.changedDetail')}
          </Alert>
        )}
        {problem && <ProblemNote error={problem} again={() => asked.refetch()} />}
        {asked.isPending ? (
          <RowsComing count={2} height={24} />
        ) : approval.preview && approval.preview.length > 0 ? (
          <div className={classes.preview}>
            <RowDiff rows={approval.preview} count={approval.row_count} />
          </div>
        ) : (
          <Text size="sm">{t('approvals.noRows', { count: approval.row_count })}</Text>
        )}
        <details className={classes.details}>
          <summary>{t('inputs.asked')}</summary>
          <Inputs input={approval.input} />
        </details>
        {refusal !== null && <ProblemNote error={refusal} />}
        {isPending ? (
          <Deciding
            key={approval.preview_hash}
            approval={approval}
            isReady={asked.data !== undefined}
            onRefused={error => void refused(error)}
            onDecided={() => {
              setRefusal(null)
              void askAgain('/api/v1/approvals')
              onDecided?.()
            }}
          />
        ) : (
          <Decided approval={approval} />
        )}
      </Stack>
    </Paper>
  )
}
