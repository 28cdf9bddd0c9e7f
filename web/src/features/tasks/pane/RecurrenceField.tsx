import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconRepeat } from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get, patch, post } from '@/api/call'
import { asProblem } from '@/api/problem'
import type { Task } from '@/api/types'
import { useAsk, usePreview } from '@/data/ask'
import { useChange } from '@/data/change'
import { region } from '@/i18n'
import { dueText, longDayText } from '@/i18n/format'
import { faultsOf, problemText } from '@/i18n/problems'
import { isOpen, showTask, type TaskChanges, tasksAsked } from '../api'
import { recurrenceWords } from '../recurrence/words'
import { Property } from './Property'
import classes from './TaskPane.module.css'

type Props = { task: Task; readOnly: boolean; onChange: (changes: TaskChanges) => void }

export function RecurrenceField({ task, readOnly, onChange }: Props) {
  const { t } = useTranslation()
  return (
    <Property icon={IconRepeat} label={t('pane.repeats')} value={task.recurrence && words(task, t)} readOnly={readOnly}>
      {close => <RecurrenceForm task={task} close={close} onChange={onChange} />}
    </Property>
  )
}

const words = ({ recurrence, recurrence_from }: Task, t: TFunction): string =>
  recurrenceWords(recurrence!, recurrence_from, { t, language: region() }) ?? t('recurrence.rule', { rule: recurrence })

function RecurrenceForm({ task, close, onChange }: { task: Task; close: () => void; onChange: Props['onChange'] }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [said] = useDebouncedValue(text.trim(), 300)
  const { data, error, isPlaceholderData } = usePreview(
    patch('/api/v1/tasks/{task_id}', { path: { task_id: task.id }, body: { recurrence: said } }),
    { enabled: said.length > 2 },
  )
  const understood = said === text.trim() && !isPlaceholderData ? data?.result : undefined
  const problem = error && asProblem(error)
  const save = (recurrence: string | null) => {
    close()
    onChange({ recurrence })
  }
  return (
    <Stack gap="xs">
      <TextInput
        aria-label={t('pane.repeatsInWords')}
        placeholder={t('pane.repeatsExample')}
        value={text}
        maxLength={500}
        data-autofocus
        error={problem && (faultsOf(problem).recurrence ?? problemText(problem).detail)}
        onChange={event => setText(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing && text.trim()) save(text.trim())
        }}
      />
      <div role="status" className={classes.understood}>
        {understood?.recurrence && (
          <Text size="sm" fw={550}>
            {words(understood, t)}
          </Text>
        )}
      </div>
      {!text && (
        <Group gap={4}>
          {(['daily', 'weekdays', 'weekly', 'monthly'] as const).map(one => (
            <Button
              key={one}
              size="compact-sm"
              variant="light"
              onClick={() => save(t(`pane.repeatsOften.${one}.says`))}
            >
              {t(`pane.repeatsOften.${one}.name`)}
            </Button>
          ))}
        </Group>
      )}
      {text.trim() && (
        <Button size="compact-sm" onClick={() => save(text.trim())} disabled={problem !== null && said === text.trim()}>
          {t('common.save')}
        </Button>
      )}
      {task.recurrence && !text && <ToCome task={task} close={close} onStop={() => save(null)} />}
    </Stack>
  )
}

function ToCome({ task, close, onStop }: { task: Task; close: () => void; onStop: () => void }) {
  const { t } = useTranslation()
  const { data } = useAsk(
    get('/api/v1/tasks/{task_id}/occurrences', { path: { task_id: task.id }, query: { limit: 5 } }),
  )
  const skip = useChange<Task, Task>({
    call: ({ id, occurrence }) => post('/api/v1/tasks/{task_id}/skip', { path: { task_id: id }, body: { occurrence } }),
    shows: (shown, { id }) => {
      const next = data?.to_come[0]
      if (next) showTask(shown, id, row => ({ ...row, due: next, occurrence: next.date }))
    },
    asks: tasksAsked,
    says: ({ title }) => t('pane.skipped', { title }),
  })
  return (
    <>
      {data && data.to_come.length > 0 && (
        <div>
          <Text size="xs" fw={600} c="var(--quiet)">
            {t('pane.comesNext')}
          </Text>
          <ul className={classes.toCome}>
            {data.to_come.slice(0, 5).map(due => (
              <li key={due.date} title={longDayText(due.date)}>
                {dueText(due)}
              </li>
            ))}
          </ul>
        </div>
      )}
      <Group gap={4}>
        {isOpen(task) && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              close()
              skip.mutate(task)
            }}
          >
            {t('pane.skip')}
          </Button>
        )}
        <Button size="compact-sm" variant="default" onClick={onStop}>
          {t('pane.stopRepeating')}
        </Button>
      </Group>
    </>
  )
}
