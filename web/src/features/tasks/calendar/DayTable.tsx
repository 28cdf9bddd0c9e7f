import { DndContext, DragOverlay } from '@dnd-kit/core'
import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '@/data/me'
import { today } from '@/i18n/format'
import classes from './Calendar.module.css'
import { Chip } from './Chip'
import { DayCell } from './DayCell'
import type { ByDay } from './entries'
import { useCalendarDrag } from './useCalendarDrag'
import { monthText, rangeText, type useSpan } from './useSpan'
import { Weekdays } from './Weekdays'

type Props = { span: ReturnType<typeof useSpan>; days: ByDay; project_id: string | undefined }

/** The weeks of a month, or one week with all of its tasks. */
export function DayTable({ span: { weeks, day, span, from, until }, days, project_id }: Props) {
  const { t } = useTranslation()
  const mayWrite = useMay('write:tasks')
  const { context, dragged } = useCalendarDrag(days)
  const isWeek = span === 'week'
  const now = today()
  return (
    <DndContext {...context}>
      <table
        style={{ '--weeks': weeks.length } as CSSProperties}
        className={classes.table}
        data-span={span}
        aria-label={isWeek ? rangeText(from, until) : monthText(day)}
      >
        <Weekdays week={weeks[0]!} names="short" />
        <tbody>
          {weeks.map(week => (
            <tr key={week[0]}>
              {week.map(one => (
                <DayCell
                  key={one}
                  day={one}
                  entries={days.get(one) ?? []}
                  most={isWeek ? Number.POSITIVE_INFINITY : weeks.length > 5 ? 3 : 4}
                  isToday={one === now}
                  isBeside={!isWeek && one.slice(0, 7) !== day.slice(0, 7)}
                  readOnly={!mayWrite}
                  project_id={project_id}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <DragOverlay dropAnimation={null}>{dragged && <Chip entry={dragged} isLifted />}</DragOverlay>
      <p className={classes.hint} id="calendar-how">
        {t('calendar.how')}
      </p>
    </DndContext>
  )
}
