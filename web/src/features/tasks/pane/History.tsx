import { Button, Collapse, Text, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconArrowRight, IconChevronRight, IconRobot } from '@tabler/icons-react'
import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import { get } from '@/api/call'
import type { Change, Task } from '@/api/types'
import { useAsk, usePages } from '@/data/ask'
import { undo } from '@/data/change'
import { agoText, momentText } from '@/i18n/format'
import { ProblemNote } from '@/ui/ProblemNote'
import { RowsComing } from '@/ui/Rows'
import { membersById, useMembers } from '../api'
import { type FieldChange, fieldChanges } from './historyWords'
import classes from './TaskPane.module.css'
import { useFieldText } from './useFieldText'

/** The journal of this task: who did what, on whose behalf, and the way back of each. */
export function History({ task, readOnly }: { task: Task; readOnly: boolean }) {
  const { t } = useTranslation()
  const [isOpened, { toggle }] = useDisclosure(false)
  return (
    <section className={classes.section} aria-label={t('history.title')}>
      <UnstyledButton className={classes.disclosure} aria-expanded={isOpened} onClick={toggle}>
        <IconChevronRight size={16} aria-hidden />
        <Text component="span" size="sm" fw={600}>
          {t('history.title')}
        </Text>
      </UnstyledButton>
      <Collapse expanded={isOpened}>{isOpened && <Changes task={task} readOnly={readOnly} />}</Collapse>
    </section>
  )
}

function Changes({ task, readOnly }: { task: Task; readOnly: boolean }) {
  const { t } = useTranslation()
  const changes = usePages(get('/api/v1/changes', { query: { entity: 'task', id: task.id, limit: 10 } }))
  if (changes.isPending) return <RowsComing count={3} />
  if (changes.error) return <ProblemNote error={changes.error} again={changes.refetch} />
  const taken = new Set(changes.items.flatMap(change => change.undoes))
  return (
    <>
      <ol className={classes.history}>
        {changes.items.map(change => (
          <ChangeRow key={change.id} change={change} task={task} canUndo={!readOnly && !taken.has(change.id)} />
        ))}
      </ol>
      {changes.hasNextPage && (
        <Button
          size="compact-sm"
          variant="subtle"
          loading={changes.isFetchingNextPage}
          onClick={() => void changes.fetchNextPage()}
        >
          {t('pane.older')}
        </Button>
      )}
    </>
  )
}

function ChangeRow({ change, task, canUndo }: { change: Change; task: Task; canUndo: boolean }) {
  const { t } = useTranslation()
  const members = membersById(useMembers().data?.items)
  const { data } = useAsk(
    get('/api/v1/changes/{change_id}', { path: { change_id: change.id }, query: { limit: 50 } }),
    { staleTime: Number.POSITIVE_INFINITY },
  )
  const fields = data ? fieldChanges(data.rows, task.id) : []
  const person = members.get(change.user_id ?? '')?.display_name ?? t('tasks.row.someone')
  const who = change.agent ? t('history.agentFor', { agent: change.agent, name: person }) : person
  const key = `history.did.${change.operation}`
  const did = i18next.exists(key) ? String(i18next.t(key as never)) : change.summary
  return (
    <li className={classes.change}>
      <div className={classes.changeHead}>
        <Text component="span" size="sm">
          {change.agent && <IconRobot size={14} aria-hidden />} <strong>{who}</strong> {did}
        </Text>
        <Text component="time" size="xs" c="var(--quiet)" dateTime={change.at} title={momentText(change.at)}>
          {agoText(change.at)}
        </Text>
        {canUndo && (
          <Button
            size="compact-xs"
            variant="subtle"
            ml="auto"
            aria-label={t('history.undoOf', { what: did })}
            onClick={() => void undo(change.id)}
          >
            {t('common.undo')}
          </Button>
        )}
      </div>
      {fields.map(field => (
        <Field key={field.field} change={field} />
      ))}
    </li>
  )
}

function Field({ change: { field, before, after } }: { change: FieldChange }) {
  const { t } = useTranslation()
  const text = useFieldText()
  return (
    <div className={classes.fieldChange}>
      <span className={classes.fieldName}>{t(`history.field.${field}`)}</span>
      <span>
        <del>{text(field, before)}</del> <IconArrowRight size={12} role="img" aria-label={t('history.to')} />{' '}
        <ins>{text(field, after)}</ins>
      </span>
    </div>
  )
}
