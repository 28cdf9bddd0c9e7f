import { IconFolder, IconLayoutColumns } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Task } from '@/api/types'
import { useMoveTask, useProjects, useSections } from '../api'
import { OnePicker } from './OnePicker'
import { Property } from './Property'

const nowhere = 'none'

/** Its project, and there its section. */
export function PlaceField({ task, readOnly }: { task: Task; readOnly: boolean }) {
  const { t } = useTranslation()
  const projects = useProjects().data?.items ?? []
  const move = useMoveTask()
  return (
    <>
      <Property icon={IconFolder} label={t('pane.project')} value={task.project} readOnly={readOnly}>
        {close => (
          <OnePicker
            label={t('pane.project')}
            chosen={task.project_id ?? nowhere}
            choices={[
              { id: nowhere, name: t('pane.noProject') },
              ...projects.map(({ id, name, color }) => ({ id, name, color })),
            ]}
            onPick={id => {
              close()
              const project_id = id === nowhere ? null : id
              if (project_id !== task.project_id) move.mutate({ task, to: { project_id } })
            }}
          />
        )}
      </Property>
      {task.project_id && <SectionField task={task} readOnly={readOnly} />}
    </>
  )
}

function SectionField({ task, readOnly }: { task: Task; readOnly: boolean }) {
  const { t } = useTranslation()
  const sections = useSections(task.project_id ?? undefined).data?.items ?? []
  const move = useMoveTask()
  if (sections.length === 0 && !task.section_id) return null
  return (
    <Property icon={IconLayoutColumns} label={t('pane.section')} value={task.section} readOnly={readOnly}>
      {close => (
        <OnePicker
          label={t('pane.section')}
          chosen={task.section_id ?? nowhere}
          choices={[{ id: nowhere, name: t('pane.noSection') }, ...sections.map(({ id, name }) => ({ id, name }))]}
          onPick={id => {
            close()
            const section_id = id === nowhere ? null : id
            if (section_id !== task.section_id) move.mutate({ task, to: { section_id } })
          }}
        />
      )}
    </Property>
  )
}
