import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconRestore, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { agoText } from '@/i18n/format'
import { Empty } from '@/ui/Empty'
import { Page } from '@/ui/Page'
import { ProblemNote } from '@/ui/ProblemNote'
import { RowsComing } from '@/ui/Rows'
import { useDeletedProjects, useRestoreProject, useRestoreTask, useTrash } from '../api'

/** What was deleted in the last thirty days. */
export function TrashPage() {
  const { t } = useTranslation()
  const tasks = useTrash()
  const projects = useDeletedProjects()
  const restoreTask = useRestoreTask()
  const restoreProject = useRestoreProject()
  const deleted = projects.data?.items ?? []
  return (
    <Page
      title={t('tasks.trash.name')}
      lead={
        <Text size="sm" c="var(--quiet)">
          {t('tasks.trash.lead')}
        </Text>
      }
    >
      {tasks.isPending && <RowsComing />}
      {tasks.error && <ProblemNote error={tasks.error} again={tasks.refetch} />}
      {tasks.isSuccess && tasks.items.length + deleted.length === 0 && (
        <Empty icon={IconTrash} title={t('tasks.trash.empty')} />
      )}
      {deleted.length > 0 && (
        <Lines title={t('tasks.project.all')}>
          {deleted.map(project => (
            <Line
              key={project.id}
              title={project.name}
              at={project.deleted_at}
              onRestore={() => restoreProject.mutate(project)}
            />
          ))}
        </Lines>
      )}
      {tasks.items.length > 0 && (
        <Lines title={t('place.tasks')}>
          {tasks.items.map(task => (
            <Line key={task.id} title={task.title} at={task.deleted_at} onRestore={() => restoreTask.mutate(task)} />
          ))}
        </Lines>
      )}
      {tasks.hasNextPage && (
        <Button mt="md" variant="default" loading={tasks.isFetchingNextPage} onClick={() => void tasks.fetchNextPage()}>
          {t('tasks.trash.more')}
        </Button>
      )}
    </Page>
  )
}

const Lines = ({ title, children }: { title: string; children: ReactNode }) => (
  <>
    <Title order={2} size="h5" mt="md" mb={4}>
      {title}
    </Title>
    <Stack gap={0} component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
      {children}
    </Stack>
  </>
)

function Line({ title, at, onRestore }: { title: string; at: string | null; onRestore: () => void }) {
  const { t } = useTranslation()
  return (
    <Group
      component="li"
      justify="space-between"
      wrap="nowrap"
      mih={44}
      py={4}
      style={{ borderBottom: '1px solid var(--line)' }}
    >
      <div style={{ minWidth: 0 }}>
        <Text truncate>{title}</Text>
        {at && (
          <Text size="xs" c="var(--quiet)">
            {agoText(at)}
          </Text>
        )}
      </div>
      <Button
        flex="none"
        size="compact-md"
        variant="default"
        leftSection={<IconRestore size={15} aria-hidden />}
        aria-label={t('tasks.trash.restoreOf', { title })}
        onClick={onRestore}
      >
        {t('tasks.trash.restore')}
      </Button>
    </Group>
  )
}
