import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { Page } from '@/ui/Page'
import { ProblemNote } from '@/ui/ProblemNote'
import { RowsComing } from '@/ui/Rows'
import { useProject, useSections } from '../api'
import { useFilter } from '../filter/useFilter'
import { ViewSwitch } from '../head/ViewSwitch'
import { splitOrder } from '../list/filter'
import { Board } from './Board'
import { sectionColumns, statusColumns } from './columns'

/** Of all tasks by their status, or of the project that the address names by its sections. */
export function BoardPage() {
  const { project_id } = useParams()
  return project_id ? <ProjectBoard project_id={project_id} /> : <StatusBoard />
}

function StatusBoard() {
  const { t } = useTranslation()
  const { condition } = splitOrder(useFilter().filter)
  return (
    <Page title={t('board.title')} width="100%" aside={<ViewSwitch />}>
      <Board columns={statusColumns(status => t(`taskStatus.${status}`), condition)} />
    </Page>
  )
}

function ProjectBoard({ project_id }: { project_id: string }) {
  const { t } = useTranslation()
  const { condition } = splitOrder(useFilter().filter)
  const project = useProject(project_id)
  const sections = useSections(project_id)
  const error = project.error ?? sections.error
  return (
    <Page title={project.data?.name ?? t('board.title')} width="100%" aside={<ViewSwitch />}>
      {error ? (
        <ProblemNote error={error} again={() => Promise.all([project.refetch(), sections.refetch()])} />
      ) : sections.data ? (
        <Board
          columns={sectionColumns(project_id, sections.data.items, t('board.noSection'), condition)}
          project_id={project_id}
        />
      ) : (
        <RowsComing />
      )}
    </Page>
  )
}
