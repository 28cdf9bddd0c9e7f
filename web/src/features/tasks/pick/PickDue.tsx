import { Button, Group, Stack, Switch, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import type { Task } from '@/api/types'
import { zone } from '@/api/zone'
import { addDays, dayText, dueText, timeText, today } from '@/i18n/format'
import { problemText } from '@/i18n/problems'
import { dueHere } from '@/i18n/zoned'
import type { TaskChanges } from '../api'
import { movedTo } from '../calendar/entries'
import { usePreview } from '../quickAdd/usePreview'
import { DayPicker } from './DayPicker'
import { behindTitle, dueIn, dueOfWords } from './dueOfWords'
import { daysToMonday } from './week'

type Props = {
  /** None: of many, whose days may differ. */
  task?: Task
  onPick: (changes: TaskChanges) => void
}

/** In words ("next friday at 9"), by a button, in the calendar, by the clock. */
export function PickDue({ task, onPick }: Props) {
  const { t } = useTranslation()
  const due = task?.due ?? null
  const here = due && dueHere(due)
  const [isForAll, setForAll] = useState(false)
  const pick = (next: Task['due']) => onPick({ due: next, ...(isForAll ? { apply_to: 'all_to_come' } : {}) })
  const now = today()
  const near = [
    ['today', now],
    ['tomorrow', addDays(now, 1)],
    ['nextWeek', addDays(now, daysToMonday(now))],
  ] as const
  return (
    <Stack gap={6} w={268}>
      <Words onPick={pick} />
      <Group gap={4} wrap="nowrap" grow preventGrowOverflow={false}>
        {near.map(([name, day]) => (
          <Button
            key={name}
            size="compact-sm"
            variant="default"
            title={dayText(day)}
            onClick={() => pick(movedTo(due, day))}
          >
            {t(`tasks.due.${name}`)}
          </Button>
        ))}
      </Group>
      <DayPicker value={here?.date ?? null} onPick={day => pick(movedTo(due, day))} />
      {task && <Time of={here} onPick={(time, date) => pick({ date, time, time_zone: time && zone() })} />}
      {here?.time && due?.time_zone && due.time_zone !== zone() && (
        <Text size="sm">{t('tasks.due.inZone', { time: timeText(String(due.time)), zone: due.time_zone })}</Text>
      )}
      {task?.recurrence && (
        <Switch
          size="sm"
          label={t('tasks.due.moveAll')}
          checked={isForAll}
          onChange={event => setForAll(event.currentTarget.checked)}
        />
      )}
      {due && (
        <Button size="compact-sm" variant="subtle" color="red" onClick={() => pick(null)}>
          {t('tasks.due.none')}
        </Button>
      )}
    </Stack>
  )
}

function Words({ onPick }: { onPick: (due: Task['due']) => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const words = text.trim()
  const [asked] = useDebouncedValue(words, 120)
  const { preview, isOf } = usePreview(asked === '' ? '' : behindTitle(asked))
  const isKnown = preview !== undefined && isOf && asked === words
  const understood = isKnown ? dueIn(preview) : null
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (words === '') return
    try {
      const due = isKnown ? understood : await dueOfWords(words)
      if (due) onPick(due)
      else setFault(t('tasks.due.unclear'))
    } catch (error) {
      setFault(problemText(asProblem(error)).detail)
    }
  }
  return (
    <form onSubmit={submit}>
      <TextInput
        size="sm"
        data-autofocus
        autoFocus
        aria-label={t('tasks.due.words')}
        placeholder={t('tasks.due.example')}
        value={text}
        onChange={event => {
          setText(event.currentTarget.value)
          setFault(null)
        }}
      />
      <Text size="xs" c="var(--quiet)" mih={20} px={4} pt={2} role="status">
        {fault ??
          (understood
            ? t('tasks.due.enter', { day: dueText(understood) })
            : isKnown && words !== ''
              ? t('tasks.due.unclear')
              : '')}
      </Text>
    </form>
  )
}

type TimeProps = {
  of: { date: string; time: string | null } | null
  onPick: (time: string | null, date: string) => void
}

function Time({ of, onPick }: TimeProps) {
  const { t } = useTranslation()
  const before = of?.time ?? null
  return (
    <TextInput
      type="time"
      size="sm"
      label={t('tasks.due.time')}
      defaultValue={before?.slice(0, 5) ?? ''}
      onBlur={event => {
        const time = event.currentTarget.value ? `${event.currentTarget.value}:00` : null
        if (time !== before) onPick(time, of?.date ?? today())
      }}
      onKeyDown={event => event.key === 'Enter' && event.currentTarget.blur()}
    />
  )
}
