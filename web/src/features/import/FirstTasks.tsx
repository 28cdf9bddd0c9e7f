import { Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Inspection } from '@/api/types'
import { dayText } from '@/i18n/format'
import { dueHere } from '@/i18n/zoned'
import classes from './FirstTasks.module.css'

/** The first tasks of the file as they would be. */
export function FirstTasks({ tasks, total }: { tasks: Inspection['first']; total: number }) {
  const { t } = useTranslation()
  if (tasks.length === 0) return null
  return (
    <Stack gap="xs" component="section">
      <Title order={2} size="h5">
        {t('import.first', { count: tasks.length, total })}
      </Title>
      <ul className={classes.tasks}>
        {tasks.map(task => (
          <li key={`${task.place} ${task.title}`} className={classes.task}>
            <Text size="sm" dir="auto">
              {task.title}
            </Text>
            <Text size="xs" c="var(--quiet)">
              {[
                task.project,
                task.section,
                task.due && dayText(dueHere(task.due).date),
                task.priority < 4 && t('import.priority', { value: task.priority }),
                ...task.labels.map(label => `@${label}`),
                task.status !== 'todo' && t(`import.status.${task.status}`),
              ]
                .filter(Boolean)
                .join(' · ')}
            </Text>
          </li>
        ))}
      </ul>
    </Stack>
  )
}
