import { Text } from '@mantine/core'
import { IconRepeat } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useMay } from '@/data/me'
import { addDays, dayText, longDayText, timeText, today } from '@/i18n/format'
import { RowsComing } from '@/ui/Rows'
import { useOpenTask } from '../openTask'
import { TaskRow } from '../TaskRow'
import classes from './Calendar.module.css'
import { AddOn } from './DayPanel'
import { agenda, type ByDay, type Entry } from './entries'
import { addMonths, startOfMonth } from './grid'
import { MiniMonth } from './MiniMonth'
import type { useSpan } from './useSpan'

type Props = {
  span: ReturnType<typeof useSpan>
  days: ByDay
  isPending: boolean
  project_id: string | undefined
}

/** On a phone: a small month, and below it day by day what is due from the chosen one on. */
export function Agenda({ span, days, isPending, project_id }: Props) {
  const { t } = useTranslation()
  const mayWrite = useMay('write:tasks')
  const now = today()
  const until = addDays(addMonths(startOfMonth(span.day), 1), -1)
  const found = agenda(days, span.day, until, now)
  return (
    <>
      <MiniMonth span={span} days={days} />
      {mayWrite && <AddOn day={span.day} project_id={project_id} />}
      {isPending ? (
        <RowsComing />
      ) : (
        found.map(({ day, entries }) => (
          <section key={day} className={classes.agendaDay} aria-label={longDayText(day)}>
            <Text component="h3" size="sm" fw={600}>
              {dayText(day)}{' '}
              <Text span size="xs" c="var(--quiet)" fw={400}>
                {longDayText(day)}
              </Text>
            </Text>
            {entries.map(entry => (
              <AgendaRow key={entry.key} entry={entry} />
            ))}
            {entries.length === 0 && (
              <Text size="sm" c="var(--quiet)" py={6}>
                {t('calendar.nothing')}
              </Text>
            )}
          </section>
        ))
      )}
      {!isPending && found.length === 0 && (
        <Text size="sm" c="var(--quiet)" mt="md">
          {t('calendar.nothingInMonth')}
        </Text>
      )}
    </>
  )
}

function AgendaRow({ entry }: { entry: Entry }) {
  const { t } = useTranslation()
  const { open } = useOpenTask()
  const time = entry.time && <span className={classes.agendaTime}>{timeText(entry.time)}</span>
  if (entry.task) return <TaskRow task={entry.task} hides={['due']} onOpen={task => open(task.id)} before={time} />
  return (
    <button type="button" className={classes.agendaToCome} onClick={() => open(entry.task_id)}>
      {time}
      <IconRepeat size={14} role="img" aria-label={t('calendar.toCome')} />
      <span className={classes.chipTitle}>{entry.title}</span>
    </button>
  )
}
