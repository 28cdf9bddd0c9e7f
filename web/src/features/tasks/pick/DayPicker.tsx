import '@mantine/dates/styles.css'
import { DatePicker } from '@mantine/dates'
import { useTranslation } from 'react-i18next'
import 'dayjs/locale/de'
import { language, region } from '@/i18n'
import { today } from '@/i18n/format'
import { firstWeekday } from '../calendar/grid'
import classes from './DayPicker.module.css'

type Props = { value: string | null; onPick: (day: string) => void }

/** Days as the wire has them, so that no zone shifts them. */
export function DayPicker({ value, onPick }: Props) {
  const { t } = useTranslation()
  return (
    <DatePicker
      size="sm"
      style={{ alignSelf: 'center' }}
      classNames={{ weekday: classes.weekday, day: classes.day }}
      locale={language()}
      firstDayOfWeek={((firstWeekday(region()) + 1) % 7) as 0 | 1 | 6}
      date={undefined}
      defaultDate={value ?? today()}
      highlightToday
      hideOutsideDates
      value={value}
      onChange={day => day && onPick(day)}
      ariaLabels={{
        nextMonth: t('calendar.nextMonth'),
        previousMonth: t('calendar.previousMonth'),
        nextYear: t('pane.nextYear'),
        previousYear: t('pane.previousYear'),
        nextDecade: t('pane.nextDecade'),
        previousDecade: t('pane.previousDecade'),
      }}
    />
  )
}
