import { diffWords, type Piece } from '@/ui/diff/words'
import { asObject } from '@/ui/objects'

/** What a server says about a tool: its own words, and no more than words. */
export type Definition = { title: string; description: string; effects: Effect[]; schema: string; whole: string }

export type Effect = 'readsOnly' | 'changes' | 'destroys' | 'addsOnly' | 'repeatable' | 'reachesOut' | 'staysIn'

export type ToolInput = { name: string; type: string; isRequired: boolean; description: string }

export function definitionOf(given: unknown): Definition {
  const said = asObject(given) ?? {}
  const hints = asObject(said.annotations) ?? {}
  return {
    title: text(said.title) || text(hints.title),
    description: text(said.description),
    effects: effectsOf(hints),
    schema: json(said.input_schema),
    whole: json(given),
  }
}

/** The protocol's hints; what is not said is not guessed. */
function effectsOf(hints: Record<string, unknown>): Effect[] {
  const { readOnlyHint: reads, destructiveHint: destroys, idempotentHint: repeats, openWorldHint: open } = hints
  const effects: (Effect | false)[] = [
    reads === true && 'readsOnly',
    reads === false && 'changes',
    reads !== true && destroys === true && 'destroys',
    reads !== true && destroys === false && 'addsOnly',
    repeats === true && 'repeatable',
    open === true && 'reachesOut',
    open === false && 'staysIn',
  ]
  return effects.filter(effect => effect !== false)
}

/** What a call gives it, by the schema's first level. */
export function inputsOf(given: unknown): ToolInput[] {
  const schema = asObject(asObject(given)?.input_schema) ?? {}
  const required = Array.isArray(schema.required) ? schema.required : []
  return Object.entries(asObject(schema.properties) ?? {}).map(([name, property]) => {
    const { type, description, enum: choices } = asObject(property) ?? {}
    const types = Array.isArray(choices) ? choices : Array.isArray(type) ? type : type === undefined ? [] : [type]
    return {
      name,
      type: types.map(String).join(' | '),
      isRequired: required.includes(name),
      description: text(description),
    }
  })
}

export type Section = 'title' | 'description' | 'effects' | 'schema' | 'whole'
export type Difference = { section: Section; before: Piece[]; after: Piece[] }

/** Each section that says something else now, with what was taken out on one side and what was put in on the other. */
export function differences(old: unknown, now: unknown, effectText: (effect: Effect) => string): Difference[] {
  const [before, after] = [definitionOf(old), definitionOf(now)]
  const effects = (one: Definition) => one.effects.map(effectText).join('\n')
  const sections: [Section, string, string][] = [
    ['title', before.title, after.title],
    ['description', before.description, after.description],
    ['effects', effects(before), effects(after)],
    ['schema', before.schema, after.schema],
  ]
  const found = sections.filter(([, one, other]) => one !== other)
  // A hint that has no words of its own, say: then all of it is shown.
  if (found.length === 0 && before.whole !== after.whole) found.push(['whole', before.whole, after.whole])
  return found.map(([section, one, other]) => {
    const pieces = diffWords(one, other)
    return {
      section,
      before: pieces.filter(({ kind }) => kind !== 'new'),
      after: pieces.filter(({ kind }) => kind !== 'old'),
    }
  })
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const json = (value: unknown): string => (value === undefined || value === null ? '' : JSON.stringify(value, null, 2))
