import { Box } from '@mantine/core'
import { IconChecklist } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Empty } from '@/ui/Empty'
import { Page } from '@/ui/Page'
import { ViewSwitch } from '../head/ViewSwitch'
import { QuickAdd } from '../quickAdd/QuickAdd'
import { TryThese } from '../quickAdd/TryThese'
import { TasksSection } from './TasksSection'

export function TasksPage() {
  const { t } = useTranslation()
  return (
    <Page title={t('place.tasks')} aside={<ViewSwitch />}>
      <Box mb={4}>
        <QuickAdd />
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
