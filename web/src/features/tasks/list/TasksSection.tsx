import { Group } from '@mantine/core'
import { IconChecklist } from '@tabler/icons-react'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Section } from '@/api/types'
import { today } from '@/i18n/format'
import { Empty } from '@/ui/Empty'
import { ProblemNote } from '@/ui/ProblemNote'
import { RowsComing } from '@/ui/Rows'
import { useProjects, useTasks } from '../api'
import { FilterLine } from '../filter/FilterLine'
import { faultOf } from '../filter/faultOf'
import { useFilter } from '../filter/useFilter'
import { GroupMenu } from '../head/GroupMenu'
import type { Hidden } from '../row/TaskMeta'
import { SaveView } from '../views/SaveView'
import { asked, everythingOpen, type Grouping, groupings } from './filter'
import { grouped } from './grouping'
import { TaskList, type TaskListProps } from './TaskList'

type Props = {
  label: string
  /** Only what meets this, too. */
  base?: string
  /** What is asked for where the address does not say. */
  standard?: string
  standardGroup?: Grouping
  hides?: readonly Hidden[]
  empty?: ReactNode
  /** Beside the filter. */
  aside?: ReactNode
  savesViews?: boolean
  /** Of a project: its sections are groups. */
  sections?: readonly Section[]
  list?: (props: TaskListProps & { group: Grouping }) => ReactNode
}

const none: readonly Section[] = []
const inProject = ['section', ...groupings.filter(one => one !== 'project')] as const

const hidden: Record<Grouping, readonly Hidden[]> = {
  due: [],
  project: ['project'],
  priority: ['priority'],
  none: [],
  section: ['project'],
}

/** The filter line, and the list of what it finds. */
export function TasksSection(props: Props) {
  const { label, base, standard = everythingOpen, standardGroup = 'due', empty, aside, savesViews } = props
  const { t } = useTranslation()
  const { filter, setFilter, group = standardGroup, setGroup } = useFilter()
  const sections = props.sections ?? none
  const List: (given: TaskListProps & { group: Grouping }) => ReactNode = props.list ?? TaskList
  const written = filter || standard
  const question = asked(written, group, base)
  const tasks = useTasks(question.filter, { keep: true })
  const projects = useProjects().data?.items
  const fault = faultOf(tasks.error, written, question.before)
  const items = useMemo(
    () => grouped(tasks.items, group, { today: today(), projects: projects ?? [], sections }),
    [tasks.items, group, projects, sections],
  )
  return (
    <>
      <Group gap="xs" align="flex-start" mb="xs">
        <FilterLine value={filter} standard={standard} fault={fault} onAsk={setFilter} />
        <GroupMenu group={group} among={props.sections ? inProject : groupings} onChange={setGroup} />
        {savesViews && filter !== '' && !tasks.error && <SaveView filter={filter} />}
        {aside}
      </Group>
      {tasks.isPending && <RowsComing count={8} />}
      {tasks.error && !fault && <ProblemNote error={tasks.error} again={tasks.refetch} />}
      {tasks.isSuccess &&
        items.length === 0 &&
        (filter === '' && empty ? (
          empty
        ) : (
          <Empty icon={IconChecklist} title={t('tasks.empty.found')} text={t('tasks.empty.foundText')} />
        ))}
      {items.length > 0 && !(tasks.error && tasks.items.length === 0) && (
        <List
          group={group}
          label={label}
          items={items}
          hides={props.hides ? [...props.hides, ...hidden[group]] : hidden[group]}
          more={tasks}
          wantsAll={group === 'project' || group === 'section'}
        />
      )}
    </>
  )
}
