import { useTranslation } from 'react-i18next'
import { Page } from '@/ui/Page'
import { ProblemNote } from '@/ui/ProblemNote'
import { RowsComing } from '@/ui/Rows'
import { openByDue, useTasks } from '../api'
import { useOpenTask } from '../openTask'
import { TaskRow } from '../TaskRow'

export function TasksPage() {
  const { t } = useTranslation()
  const tasks = useTasks(openByDue)
  const { open } = useOpenTask()
  return (
    <Page title={t('place.tasks')}>
      {tasks.isPending && <RowsComing />}
      {tasks.error && <ProblemNote error={tasks.error} again={tasks.refetch} />}
      {tasks.items.map(task => (
        <TaskRow key={task.id} task={task} onOpen={one => open(one.id)} />
      ))}
    </Page>
  )
}
