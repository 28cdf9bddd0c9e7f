import { ActionIcon, Box, Group } from '@mantine/core'
import { IconChecklist, IconFolders } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import { Empty } from '@/ui/Empty'
import { Page } from '@/ui/Page'
import { ViewSwitch } from '../head/ViewSwitch'
import { QuickAdd } from '../quickAdd/QuickAdd'
import { TryThese } from '../quickAdd/TryThese'
import { TasksSection } from './TasksSection'

export function TasksPage() {
  const { t } = useTranslation()
  const { state, key } = useLocation()
  // Come to add one: by Ctrl-K, or the key for it.
  const adds = state?.adds === true
  return (
    <Page
      title={t('place.tasks')}
      aside={
        <Group gap="xs" wrap="nowrap">
          <ViewSwitch />
          <ActionIcon
            component={Link}
            to="/tasks/projects"
            hiddenFrom="sm"
            size={44}
            variant="subtle"
            color="gray"
            c="var(--quiet)"
            aria-label={t('tasks.project.all')}
          >
            <IconFolders size={20} stroke={1.7} aria-hidden />
          </ActionIcon>
        </Group>
      }
    >
      <Box mb={4}>
        <QuickAdd key={adds ? key : 'line'} autoFocus={adds} />
      </Box>
      <TasksSection
        label={t('place.tasks')}
        savesViews
        empty={
          <Empty icon={IconChecklist} title={t('tasks.empty.title')} text={t('tasks.empty.text')}>
            <TryThese />
          </Empty>
        }
      />
    </Page>
  )
}
