import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconFolder, IconFolders, IconPlus, IconTag, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { Empty } from '@/ui/Empty'
import { Page } from '@/ui/Page'
import { ProblemNote } from '@/ui/ProblemNote'
import { RowsComing } from '@/ui/Rows'
import { useArchivedProjects, useProjects, useUnarchiveProject, useViews } from '../api'
import { ColorDot } from '../ui/ColorDot'
import { PlaceLine } from '../ui/PlaceLine'
import { ViewMenu } from '../views/ViewMenu'
import { ProjectForm } from './ProjectForm'
import { ProjectMenu } from './ProjectMenu'
import { inTree } from './tree'

/** All places of tasks: what the navigation of a desk shows, for a phone, and what is archived. */
export function ProjectsPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const projects = useProjects()
  const archived = useArchivedProjects().data?.items ?? []
  const views = useViews().data?.items ?? []
  const unarchive = useUnarchiveProject()
  const [adds, setAdds] = useState(false)
  const items = inTree(projects.data?.items ?? [])
  return (
    <Page
      title={t('tasks.project.all')}
      width={640}
      aside={
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdds(true)}>
          {t('tasks.project.add')}
        </Button>
      }
    >
      {projects.isPending && <RowsComing />}
      {projects.error && <ProblemNote error={projects.error} again={projects.refetch} />}
      {projects.isSuccess && items.length === 0 && (
        <Empty icon={IconFolders} title={t('tasks.project.none')} text={t('tasks.project.noneText')} />
      )}
      <Stack gap={0} component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
        {items.map(({ project, depth }) => (
          <PlaceLine
            key={project.id}
            to={`/tasks/projects/${project.id}`}
            depth={depth}
            sign={<ColorDot color={project.color} size={11} />}
            menu={<ProjectMenu project={project} size={40} />}
          >
            {project.name}
          </PlaceLine>
        ))}
      </Stack>
      {views.length > 0 && (
        <>
          <Title order={2} size="h4" mt="xl" mb="xs">
            {t('tasks.views.all')}
          </Title>
          <Stack gap={0} component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
            {views.map(view => (
              <PlaceLine
                key={view.id}
                to={`/tasks/views/${view.id}`}
                sign={<IconFolder size={16} aria-hidden />}
                menu={<ViewMenu view={view} size={40} />}
              >
                {view.name}
              </PlaceLine>
            ))}
          </Stack>
        </>
      )}
      <Group mt="xl" gap="sm">
        <Button component={Link} to="/tasks/labels" variant="default" leftSection={<IconTag size={16} aria-hidden />}>
          {t('tasks.label.all')}
        </Button>
        <Button component={Link} to="/tasks/trash" variant="default" leftSection={<IconTrash size={16} aria-hidden />}>
          {t('tasks.trash.name')}
        </Button>
      </Group>
      {archived.length > 0 && (
        <>
          <Title order={2} size="h4" mt="xl" mb="xs">
            {t('tasks.project.archived')}
          </Title>
          <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
            {archived.map(project => (
              <Group key={project.id} component="li" justify="space-between" wrap="nowrap">
                <Text c="var(--quiet)" truncate>
                  {project.name}
                </Text>
                <Button size="compact-md" variant="default" onClick={() => unarchive.mutate(project)}>
                  {t('tasks.project.unarchive')}
                </Button>
              </Group>
            ))}
          </Stack>
        </>
      )}
      {adds && (
        <ProjectForm
          onClose={() => setAdds(false)}
          onAdded={id => {
            setAdds(false)
            navigate(`/tasks/projects/${id}`)
          }}
        />
      )}
    </Page>
  )
}
