import { ScrollArea, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { longDayText } from '@/i18n/format'
import { newTask, useAddTask } from '../api'
import { AddLine } from '../ui/AddLine'
import classes from './Calendar.module.css'
import { Chip } from './Chip'
import type { Entry } from './entries'

type Props = {
  day: string
  entries: readonly Entry[]
  readOnly: boolean
  project_id: string | undefined
  close: () => void
}

/** All of a day, and room for one more. */
export function DayPanel({ day, entries, readOnly, project_id, close }: Props) {
  return (
    <>
      <Text fw={600} size="sm" mb="xs">
        {longDayText(day)}
      </Text>
      <ScrollArea.Autosize mah={320} type="auto">
        <ul className={classes.chips}>
          {entries.map(entry => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: a key on the button within it is a click.
            <li key={entry.key} onClick={close}>
              <Chip entry={entry} />
            </li>
          ))}
        </ul>
      </ScrollArea.Autosize>
      {!readOnly && <AddOn day={day} project_id={project_id} />}
    </>
  )
}

export function AddOn({ day, project_id }: { day: string; project_id: string | undefined }) {
  const { t } = useTranslation()
  const add = useAddTask()
  return (
    <AddLine
      mt="xs"
      data-autofocus
      aria-label={t('calendar.addOn', { day: longDayText(day) })}
      placeholder={t('board.add')}
      leftSection={<IconPlus size={16} aria-hidden />}
      onAdd={title =>
        add.mutateAsync(newTask(title, { due: { date: day, time: null }, ...(project_id ? { project_id } : {}) }))
      }
    />
  )
}
