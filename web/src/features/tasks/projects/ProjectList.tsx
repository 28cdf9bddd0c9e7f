import type { ReactNode } from 'react'
import type { Project } from '@/api/types'
import { useSections } from '../api'
import type { Grouping } from '../list/filter'
import { TaskList, type TaskListProps } from '../list/TaskList'
import { TasksSection } from '../list/TasksSection'
import { AddSection } from './AddSection'
import { SectionedList } from './SectionedList'

/** A project's tasks, in its sections and in the order that people give them. */
export function ProjectList({ project, empty }: { project: Project; empty: ReactNode }) {
  const sections = useSections(project.id).data?.items
  return (
    <>
      <TasksSection
        label={project.name}
        base={`project_only:${project.id}`}
        standardGroup="section"
        hides={hides}
        sections={sections ?? none}
        empty={empty}
        list={InSections}
      />
      <AddSection project_id={project.id} />
    </>
  )
}

const hides = ['project'] as const
const none: never[] = []

const InSections = ({ group, ...list }: TaskListProps & { group: Grouping }) =>
  group === 'section' ? <SectionedList {...list} /> : <TaskList {...list} />
