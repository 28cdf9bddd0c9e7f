import { Modal } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { Project } from '@/api/types'
import { useMoveProject, useProjects, useUpdateProject } from '../api'
import { PickProject } from '../pick/PickProject'
import { NameForm } from '../ui/NameForm'
import { PickColor } from '../ui/PickColor'
import { ProjectForm } from './ProjectForm'
import { ShareProject } from './ShareProject'
import { withDescendants } from './tree'

export type Asks = 'rename' | 'color' | 'add' | 'move' | 'share'

type Props = { asks: Asks; project: Project; onClose: () => void }

export function ProjectDialog({ asks, project, onClose }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const navigate = useNavigate()
  const projects = useProjects().data?.items ?? []
  const update = useUpdateProject()
  const move = useMoveProject()
  if (asks === 'add')
    return (
      <ProjectForm
        parent={project}
        onClose={onClose}
        onAdded={added => {
          onClose()
          navigate(`/tasks/projects/${added}`)
        }}
      />
    )
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${t(`tasks.project.do.${asks}`)}: ${project.name}`}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {asks === 'rename' && (
        <NameForm
          label={t('tasks.project.name')}
          name={project.name}
          maxLength={200}
          onSave={async name => {
            await update.mutateAsync({ project, changes: { name } })
            onClose()
          }}
        />
      )}
      {asks === 'color' && (
        <PickColor
          label={t('tasks.project.color')}
          name={id}
          color={project.color}
          onPick={color => update.mutate({ project, changes: { color } })}
        />
      )}
      {asks === 'move' && (
        <PickProject
          label={t('tasks.project.parent')}
          chosen={project.parent_id}
          without={withDescendants(projects, project.id)}
          onPick={parent_id => {
            move.mutate({ project, to: { parent_id } })
            onClose()
          }}
        />
      )}
      {asks === 'share' && <ShareProject project={project} onClose={onClose} />}
    </Modal>
  )
}
