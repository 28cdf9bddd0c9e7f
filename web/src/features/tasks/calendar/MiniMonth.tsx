import { UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { longDayText, today } from '@/i18n/format'
import classes from './Calendar.module.css'
import type { ByDay } from './entries'
import { monthWeeks } from './grid'
import { monthText, type useSpan } from './useSpan'
import { Weekdays } from './Weekdays'

export function MiniMonth({ span: { day, first, setDay }, days }: { span: ReturnType<typeof useSpan>; days: ByDay }) {
  const { t } = useTranslation()
  const weeks = monthWeeks(day, first)
  const now = today()
  return (
    <table className={classes.mini} aria-label={monthText(day)}>
      <Weekdays week={weeks[0]!} names="narrow" />
      <tbody>
        {weeks.map(week => (
          <tr key={week[0]}>
            {week.map(one => {
              const count = days.get(one)?.length ?? 0
              return (
                <td key={one}>
                  <UnstyledButton
                    className={classes.miniDay}
                    data-today={one === now || undefined}
                    data-beside={one.slice(0, 7) !== day.slice(0, 7) || undefined}
                    aria-pressed={one === day}
                    aria-current={one === now ? 'date' : undefined}
                    aria-label={t('calendar.day', { day: longDayText(one), count })}
                    onClick={() => setDay(one)}
                  >
                    {Number(one.slice(8))}
                    <span className={classes.dots} aria-hidden>
                      {Array.from({ length: Math.min(3, count) }, (_, index) => (
                        // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same.
                        <i key={index} />
                      ))}
                    </span>
                  </UnstyledButton>
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
