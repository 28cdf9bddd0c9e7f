import { Text, UnstyledButton } from '@mantine/core'
import { IconChevronRight, IconSun } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTasks } from '@/features/tasks/api'
import { grouped, TaskList } from '@/features/tasks/TaskList'
import { today } from '@/i18n/format'
import { Empty } from '@/ui/Empty'
import { ProblemNote } from '@/ui/ProblemNote'
import { RowsComing } from '@/ui/Rows'
import classes from './Today.module.css'
import { parted, todayFilter } from './todayTasks'

/** Overdue, today, and, folded, the days that come. */
export function DueTasks() {
  const { t } = useTranslation()
  const tasks = useTasks(todayFilter)
  const day = today()
  const [now, coming] = useMemo(() => {
    const parts = parted(tasks.items, day)
    const known = { today: day, projects: [], sections: [] }
    return [grouped(parts.now, 'due', known), grouped(parts.coming, 'due', known)]
  }, [tasks.items, day])
  const [isOpen, setOpen] = useState(false)

  if (tasks.isPending) return <RowsComing count={6} />
  if (tasks.error && tasks.items.length === 0) return <ProblemNote error={tasks.error} again={tasks.refetch} />
  return (
    <section aria-label={t('today.due')}>
      {now.length > 0 ? (
        <TaskList label={t('today.due')} items={now} more={tasks} />
      ) : (
        <Empty icon={IconSun} title={t('today.free.title')} text={t('today.free.text')} />
      )}
      {coming.length > 0 && (
        <>
          <UnstyledButton className={classes.fold} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            <IconChevronRight size={18} aria-hidden className={classes.sign} />
            <Text span fw={600} size="sm">
              {t('today.coming', { count: coming.filter(item => item.kind === 'task').length })}
            </Text>
          </UnstyledButton>
          {isOpen && <TaskList label={t('today.comingList')} items={coming} more={tasks} />}
        </>
      )}
    </section>
  )
}
