import { Button, Text } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { Task } from '@/api/types'
import { numberText } from '@/i18n/format'
import { isOpen, newTask, useAddTask, useSubtasks } from '../api'
import { AddLine } from '../ui/AddLine'
import { Section } from './Section'

const SubtaskList = lazy(async () => ({ default: (await import('./SubtaskList')).SubtaskList }))

type Props = { task: Task; readOnly: boolean; onOpen: (id: string) => void }

export function Subtasks({ task, readOnly, onOpen }: Props) {
  const { t } = useTranslation()
  const subtasks = useSubtasks(task.id)
  const add = useAddTask()
  const { items } = subtasks
  if (items.length === 0 && readOnly) return null
  const done = items.filter(one => !isOpen(one)).length
  return (
    <Section
      title={t('pane.subtasks')}
      aside={
        items.length > 0 && (
          <Text size="xs" c="var(--quiet)">
            {t('pane.doneOf', { done: numberText(done), all: numberText(items.length) })}
          </Text>
        )
      }
    >
      {items.length > 0 && (
        <Suspense fallback={null}>
          <SubtaskList tasks={items} readOnly={readOnly} onOpen={onOpen} />
        </Suspense>
      )}
      {subtasks.hasNextPage && (
        <Button size="compact-sm" variant="subtle" onClick={() => void subtasks.fetchNextPage()}>
          {t('pane.more')}
        </Button>
      )}
      {!readOnly && (
        <AddLine
          aria-label={t('pane.addSubtask')}
          placeholder={t('pane.addSubtask')}
          onAdd={title =>
            add.mutateAsync(
              newTask(title, { parent_id: task.id, project_id: task.project_id, section_id: task.section_id }),
            )
          }
        />
      )}
    </Section>
  )
}
