import { asObject } from './objects'

export type Given = { name: string; value: unknown }

/** What a call was given, as lines for people: what is absent is left out, what is nested once stands with the rest. */
export function givenOf(input: unknown): Given[] {
  const object = asObject(input)
  if (!object) return []
  return Object.entries(object).flatMap(([name, value]): Given[] => {
    if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return []
    return [{ name, value }]
  })
}

/** The one thing by which a call is told from others of its kind: a title, a name, a text. */
export function headOf(input: unknown): Given | null {
  const given = givenOf(input)
  for (const name of ['title', 'name', 'text', 'query', 'task_id', 'project_id', 'agent', 'id']) {
    const one = given.find(other => other.name === name)
    if (one && typeof one.value === 'string') return one
  }
  return given.find(one => one.name.endsWith('_id') && typeof one.value === 'string') ?? null
}
