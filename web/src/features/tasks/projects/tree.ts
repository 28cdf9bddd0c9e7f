import type { Project } from '@/api/types'

type InTree = { project: Project; depth: number; hasChildren: boolean }

/** Projects in their order, each below the one that it stands in; one whose parent is not seen stands at the top. */
export function inTree(projects: readonly Project[], isClosed: (id: string) => boolean = () => false): InTree[] {
  const here = new Set(projects.map(project => project.id))
  const children = new Map<string | null, Project[]>()
  for (const project of projects) {
    const parent = project.parent_id && here.has(project.parent_id) ? project.parent_id : null
    children.set(parent, [...(children.get(parent) ?? []), project])
  }
  for (const siblings of children.values())
    siblings.sort((one, other) => (one.position < other.position ? -1 : one.position > other.position ? 1 : 0))
  const below = (parent: string | null, depth: number): InTree[] =>
    (children.get(parent) ?? []).flatMap(project => [
      { project, depth, hasChildren: children.has(project.id) },
      ...(isClosed(project.id) ? [] : below(project.id, depth + 1)),
    ])
  return below(null, 0)
}

/** It, and all that stand in it: where it cannot be moved to. */
export function withDescendants(projects: readonly Project[], id: string): string[] {
  const found = [id]
  for (let at = 0; at < found.length; at++)
    found.push(...projects.filter(project => project.parent_id === found[at]).map(project => project.id))
  return found
}
