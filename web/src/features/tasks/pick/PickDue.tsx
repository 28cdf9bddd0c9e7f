import '@mantine/dates/styles.css'
import 'dayjs/locale/de'
import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { DatePicker } from '@mantine/dates'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Task } from '@/api/types'
import { language } from '@/i18n'
import { addDays, dayText, dueText, today } from '@/i18n/format'
import { dueHere } from '@/i18n/zoned'
import { movedTo } from '../calendar/entries'
import { usePreview } from '../quickAdd/usePreview'
import { daysToMonday } from './week'

type Due = NonNullable<Task['due']>

/** In words ("next friday at 9"), by a button, or in the calendar. */
export function PickDue({ due, onPick }: { due: Due | null; onPick: (due: Due | null) => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text.trim(), 120)
  // The understanding of dates is quick add's: of a task that is called "x".
  const { preview } = usePreview(asked === '' ? '' : `x ${asked}`)
  const understood = text.trim() !== '' ? (preview?.items[0]?.task.due ?? null) : null
  const now = today()
  const near = [
    ['today', now],
    ['tomorrow', addDays(now, 1)],
    ['nextWeek', addDays(now, daysToMonday(now))],
  ] as const
  return (
    <Stack gap={6} w={268}>
      <form
        onSubmit={event => {
          event.preventDefault()
          if (understood) onPick(understood)
        }}
      >
        <TextInput
          size="sm"
          data-autofocus
          autoFocus
          aria-label={t('tasks.due.words')}
          placeholder={t('tasks.due.example')}
          value={text}
          onChange={event => setText(event.currentTarget.value)}
        />
        <Text size="xs" c="var(--quiet)" mih={20} px={4} pt={2} role="status">
          {understood
            ? t('tasks.due.enter', { day: dueText(understood) })
            : text.trim() !== '' && preview
              ? t('tasks.due.unclear')
              : ''}
        </Text>
      </form>
      <Group gap={4} wrap="nowrap" grow>
        {near.map(([name, day]) => (
          <Button
            key={name}
            size="compact-sm"
            variant="default"
            title={dayText(day)}
            onClick={() => onPick(movedTo(due, day))}
          >
            {t(`tasks.due.${name}`)}
          </Button>
        ))}
      </Group>
      <DatePicker
        size="xs"
        locale={language()}
        value={due && dueHere(due).date}
        onChange={day => day && onPick(movedTo(due, day))}
        firstDayOfWeek={1}
        style={{ alignSelf: 'center' }}
        ariaLabels={{
          previousMonth: t('tasks.due.previousMonth'),
          nextMonth: t('tasks.due.nextMonth'),
          monthLevelControl: t('tasks.due.months'),
          yearLevelControl: t('tasks.due.years'),
        }}
      />
      {due && (
        <Button size="compact-sm" variant="subtle" color="red" onClick={() => onPick(null)}>
          {t('tasks.due.none')}
        </Button>
      )}
    </Stack>
  )
}
