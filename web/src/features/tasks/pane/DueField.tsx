import { Button, Center, Group, Stack, Switch, TextInput } from '@mantine/core'
import { IconCalendarDue } from '@tabler/icons-react'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import type { Task } from '@/api/types'
import { zone } from '@/api/zone'
import { addDays, dueText, timeText, today } from '@/i18n/format'
import { problemText } from '@/i18n/problems'
import { dueHere } from '@/i18n/zoned'
import { RowsComing } from '@/ui/Rows'
import type { TaskChanges } from '../api'
import { dueTone } from '../TaskRow'
import { DayPicker } from './DayField'
import { Property } from './Property'
import { dueOfWords } from './understood'

type Props = { task: Task; readOnly: boolean; onChange: (changes: TaskChanges) => void }

export function DueField({ task, readOnly, onChange }: Props) {
  const { t } = useTranslation()
  const tone = dueTone(task)
  return (
    <Property
      icon={IconCalendarDue}
      label={t('pane.due')}
      value={task.due ? dueText(task.due) : null}
      tone={tone === 'late' || tone === 'today' ? tone : undefined}
      readOnly={readOnly}
    >
      {close => <DueForm task={task} close={close} onChange={onChange} />}
    </Property>
  )
}

function DueForm({ task, close, onChange }: { task: Task; close: () => void; onChange: Props['onChange'] }) {
  const { t } = useTranslation()
  const here = task.due && dueHere(task.due)
  const [words, setWords] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const [isForAll, setForAll] = useState(false)
  const set = (due: Task['due']) => {
    close()
    onChange({
      due: due && { ...due, time: due.time ?? undefined },
      ...(isForAll ? { apply_to: 'all_to_come' as const } : {}),
    })
  }
  const on = (date: string, time = here?.time ?? null) => set({ date, time, time_zone: time ? zone() : null })
  const read = async () => {
    if (!words.trim()) return
    try {
      const due = await dueOfWords(words)
      if (due) set(due)
      else setFault(t('pane.notUnderstood'))
    } catch (error) {
      setFault(problemText(asProblem(error)).detail)
    }
  }
  return (
    <Stack gap="xs">
      <TextInput
        aria-label={t('pane.dueInWords')}
        placeholder={t('pane.dueExample')}
        value={words}
        error={fault}
        data-autofocus
        onChange={event => {
          setWords(event.currentTarget.value)
          setFault(null)
        }}
        onKeyDown={event => event.key === 'Enter' && !event.nativeEvent.isComposing && void read()}
      />
      <Group gap={4}>
        {[0, 1, 7].map(days => (
          <Button key={days} size="compact-sm" variant="light" onClick={() => on(addDays(today(), days))}>
            {t(`pane.inDays.${days as 0 | 1 | 7}`)}
          </Button>
        ))}
      </Group>
      <Suspense fallback={<RowsComing />}>
        <Center>
          <DayPicker value={here?.date ?? null} onPick={day => on(day)} />
        </Center>
      </Suspense>
      <TextInput
        type="time"
        label={t('pane.time')}
        defaultValue={here?.time?.slice(0, 5) ?? ''}
        onBlur={event => {
          const time = event.currentTarget.value ? `${event.currentTarget.value}:00` : null
          if (time !== (here?.time ?? null)) on(here?.date ?? today(), time)
        }}
        onKeyDown={event => event.key === 'Enter' && event.currentTarget.blur()}
      />
      {here?.time && task.due?.time_zone && task.due.time_zone !== zone() && (
        <span>{t('pane.inZone', { time: timeText(String(task.due.time)), zone: task.due.time_zone })}</span>
      )}
      {task.recurrence && (
        <Switch
          size="sm"
          label={t('pane.moveAll')}
          checked={isForAll}
          onChange={event => setForAll(event.currentTarget.checked)}
        />
      )}
      {task.due && (
        <Button size="compact-sm" variant="default" onClick={() => set(null)}>
          {t('pane.clear')}
        </Button>
      )}
    </Stack>
  )
}
