import { createContext, useContext, useMemo } from 'react'
import { labelsById, membersById, projectsById, useLabels, useMembers, useProjects } from '../api'

export type RowNames = {
  projects: ReturnType<typeof projectsById>
  labels: ReturnType<typeof labelsById>
  members: ReturnType<typeof membersById>
}

/** What rows call what they name; a list asks once for all of its rows. */
const Names = createContext<RowNames | null>(null)

export const RowNamesProvider = Names.Provider
export const useGivenNames = () => useContext(Names)

export function useRowNames(): RowNames {
  const projects = useProjects().data?.items
  const labels = useLabels().data?.items
  const members = useMembers().data?.items
  return useMemo(
    () => ({ projects: projectsById(projects), labels: labelsById(labels), members: membersById(members) }),
    [projects, labels, members],
  )
}
