import { IconFolder, IconLayoutColumns } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Task } from '@/api/types'
import { useMoveTask, useSections } from '../api'
import { OptionList } from '../pick/OptionList'
import { PickProject } from '../pick/PickProject'
import { Property } from './Property'

const nowhere = 'none'

/** Its project, and there its section. */
export function PlaceField({ task, readOnly }: { task: Task; readOnly: boolean }) {
  const { t } = useTranslation()
  const move = useMoveTask()
  return (
    <>
      <Property
        icon={IconFolder}
        label={t('pane.project')}
        value={task.project}
        readOnly={readOnly}
        width="max-content"
      >
        {close => (
          <PickProject
            label={t('pane.project')}
            chosen={task.project_id}
            onPick={project_id => {
              close()
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
    <Property
      icon={IconLayoutColumns}
      label={t('pane.section')}
      value={task.section}
      readOnly={readOnly}
      width="max-content"
    >
      {close => (
        <OptionList
          label={t('pane.section')}
          chosen={[task.section_id ?? nowhere]}
          options={[
            { id: nowhere, text: t('pane.noSection') },
            ...sections.map(({ id, name }) => ({ id, text: name })),
          ]}
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
