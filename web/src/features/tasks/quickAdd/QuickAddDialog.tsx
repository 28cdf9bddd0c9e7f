import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useMatch } from 'react-router'
import { QuickAdd } from './QuickAdd'

/** Over any page; within a project, for that project. */
export function QuickAddDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const project_id = useMatch('/tasks/projects/:project_id/*')?.params.project_id
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('tasks.quick.label')}
      size="lg"
      yOffset="12vh"
      centered={false}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <QuickAdd project_id={project_id} autoFocus onEscape={onClose} />
    </Modal>
  )
}
