import { Button, Text, TextInput } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Task } from '@/api/types'
import { numberText } from '@/i18n/format'
import { isOpen, newTask, useAddTask, useSubtasks } from '../api'
import { Section } from './Section'

const SubtaskList = lazy(async () => ({ default: (await import('./SubtaskList')).SubtaskList }))

type Props = { task: Task; readOnly: boolean; onOpen: (id: string) => void }

export function Subtasks({ task, readOnly, onOpen }: Props) {
  const { t } = useTranslation()
  const subtasks = useSubtasks(task.id)
  const add = useAddTask()
  const [title, setTitle] = useState('')
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
        <TextInput
          variant="unstyled"
          aria-label={t('pane.addSubtask')}
          placeholder={t('pane.addSubtask')}
          maxLength={500}
          value={title}
          onChange={event => setTitle(event.currentTarget.value)}
          onKeyDown={event => {
            if (event.key === 'Escape' && title) {
              event.preventDefault()
              setTitle('')
            }
            if (event.key !== 'Enter' || event.nativeEvent.isComposing || !title.trim()) return
            add.mutate(
              newTask(title.trim(), { parent_id: task.id, project_id: task.project_id, section_id: task.section_id }),
            )
            setTitle('')
          }}
        />
      )}
    </Section>
  )
}
