import { useDroppable } from '@dnd-kit/core'
import { Popover, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { longDayText, numberText } from '@/i18n/format'
import classes from './Calendar.module.css'
import { Chip, DraggableChip } from './Chip'
import { DayPanel } from './DayPanel'
import type { Entry } from './entries'

type Props = {
  day: string
  entries: readonly Entry[]
  /** How many are shown before "more". */
  most: number
  isToday: boolean
  /** Of the month before or after. */
  isBeside: boolean
  readOnly: boolean
  project_id: string | undefined
}

export function DayCell({ day, entries, most, isToday, isBeside, readOnly, project_id }: Props) {
  const { t } = useTranslation()
  const [opened, { toggle, close }] = useDisclosure(false)
  const { setNodeRef, isOver } = useDroppable({ id: day, disabled: readOnly })
  const shown = entries.length > most ? entries.slice(0, most - 1) : entries
  const hidden = entries.length - shown.length
  const name = longDayText(day)
  return (
    <td
      ref={setNodeRef}
      className={classes.day}
      data-today={isToday || undefined}
      data-beside={isBeside || undefined}
      data-over={isOver || undefined}
    >
      <div className={classes.dayContent}>
        <Popover
          opened={opened}
          onChange={close}
          position="bottom"
          width={320}
          trapFocus
          returnFocus
          shadow="md"
          withinPortal
        >
          <Popover.Target>
            <UnstyledButton
              className={classes.number}
              aria-label={t('calendar.day', { day: name, count: entries.length })}
              aria-current={isToday ? 'date' : undefined}
              onClick={toggle}
            >
              {Number(day.slice(8))}
            </UnstyledButton>
          </Popover.Target>
          <Popover.Dropdown p="sm">
            <DayPanel day={day} entries={entries} readOnly={readOnly} project_id={project_id} close={close} />
          </Popover.Dropdown>
        </Popover>
        <ul className={classes.chips}>
          {shown.map(entry => (
            <li key={entry.key}>
              {readOnly || !entry.task ? <Chip entry={entry} /> : <DraggableChip entry={entry} />}
            </li>
          ))}
        </ul>
        {hidden > 0 && (
          <UnstyledButton
            className={classes.more}
            onClick={toggle}
            aria-label={t('calendar.moreOf', { number: numberText(hidden), day: name })}
          >
            {t('calendar.more', { number: numberText(hidden) })}
          </UnstyledButton>
        )}
      </div>
    </td>
  )
}
