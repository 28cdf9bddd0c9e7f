import { ActionIcon, Button, SegmentedControl, Text } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { today } from '@/i18n/format'
import classes from './Calendar.module.css'
import { monthText, rangeText, type Span, type useSpan } from './useSpan'

type Props = { span: ReturnType<typeof useSpan>; isPhone: boolean }

export function CalendarHead({ span: { day, span, from, until, step, setDay, setSpan }, isPhone }: Props) {
  const { t } = useTranslation()
  const isWeek = span === 'week'
  return (
    <div className={classes.head}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={36}
        aria-label={t(isWeek ? 'calendar.previousWeek' : 'calendar.previousMonth')}
        onClick={() => step(-1)}
      >
        <IconChevronLeft size={18} aria-hidden />
      </ActionIcon>
      <Text component="h2" fw={600} className={classes.span} aria-live="polite">
        {isWeek ? rangeText(from, until) : monthText(day)}
      </Text>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={36}
        aria-label={t(isWeek ? 'calendar.nextWeek' : 'calendar.nextMonth')}
        onClick={() => step(1)}
      >
        <IconChevronRight size={18} aria-hidden />
      </ActionIcon>
      <Button size="compact-md" variant="default" onClick={() => setDay(today())}>
        {t('place.today')}
      </Button>
      {!isPhone && (
        <SegmentedControl
          ml="auto"
          size="sm"
          aria-label={t('calendar.span')}
          value={span}
          onChange={next => setSpan(next as Span)}
          data={[
            { value: 'month', label: t('calendar.month') },
            { value: 'week', label: t('calendar.week') },
          ]}
        />
      )}
    </div>
  )
}
