import { Box, Group } from '@mantine/core'
import { IconFolder, IconLock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { Empty } from '@/ui/Empty'
import { Page } from '@/ui/Page'
import { ProblemNote } from '@/ui/ProblemNote'
import { RowsComing } from '@/ui/Rows'
import { useProject } from '../api'
import { ViewSwitch } from '../head/ViewSwitch'
import { QuickAdd } from '../quickAdd/QuickAdd'
import { TryThese } from '../quickAdd/TryThese'
import { ProjectList } from './ProjectList'
import { ProjectMenu } from './ProjectMenu'

export function ProjectPage() {
  const { t } = useTranslation()
  const { project_id = '' } = useParams()
  const { data: project, error, isPending, refetch } = useProject(project_id)
  if (!project)
    return (
      <Page title={t('tasks.project.all')}>
        {isPending && <RowsComing />}
        {error && <ProblemNote error={error} again={refetch} />}
      </Page>
    )
  return (
    <Page
      title={project.name}
      aside={
        <Group gap={4} wrap="nowrap">
          {project.member_ids && <IconLock size={18} aria-label={t('tasks.project.private')} />}
          <ViewSwitch />
          <ProjectMenu project={project} size={36} />
        </Group>
      }
    >
      <Box mb={4}>
        <QuickAdd key={project.id} project_id={project.id} />
      </Box>
      <ProjectList
        key={`list-${project.id}`}
        project={project}
        empty={
          <Empty icon={IconFolder} title={t('tasks.empty.project')} text={t('tasks.empty.projectText')}>
            <TryThese />
          </Empty>
        }
      />
    </Page>
  )
}
