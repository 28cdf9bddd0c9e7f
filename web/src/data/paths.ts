/** Where a row is shown; null: nowhere of its own. */
export function pathOf(entity: string, id: string): string | null {
  const at = places[entity]
  return at ? at(id) : null
}

const places: Record<string, (id: string) => string> = {
  task: id => `/tasks?task=${id}`,
  project: id => `/tasks/projects/${id}`,
  view: id => `/tasks/views/${id}`,
  label: id => `/tasks/labels/${id}`,
  change: id => `/journal?change=${id}`,
  conversation: id => `/assistant/${id}`,
  approval: id => `/approvals/${id}`,
}
