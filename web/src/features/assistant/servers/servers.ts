import type { Input } from '@/api/call'
import type { Problem } from '@/api/problem'
import type { RowChange, Schemas } from '@/api/types'
import { t } from '@/i18n'
import { faultsOf, problemText } from '@/i18n/problems'
import { asObject } from '@/ui/objects'

export type Server = Schemas['ServerView']
export type ServerTool = Schemas['ServerToolView']
export type ServerVersion = Schemas['ServerVersionView']

export type ServerFields = {
  name: string
  kind: Server['kind']
  /** Of the operator's catalogue. */
  entry: string
  url: string
  header: string
  /** Empty: as it is; of a new server, none. */
  secret: string
  /** None is sent any more. */
  dropsSecret: boolean
  tools: 'all' | 'none'
}

export const usualHeader = 'Authorization'

export const fieldsOf = (server: Server | null, kind: Server['kind'] = 'http'): ServerFields => ({
  name: server?.name ?? '',
  kind: server?.kind ?? kind,
  entry: server?.entry ?? '',
  url: server?.url ?? '',
  header: server?.header ?? usualHeader,
  secret: '',
  dropsSecret: false,
  tools: 'all',
})

/** A program of the catalogue has no address, and nothing is sent to it. */
export const bodyOf = (fields: ServerFields): Input<'POST', '/api/v1/servers'> => ({
  name: fields.name.trim(),
  tools: fields.tools,
  ...(fields.kind === 'catalogue'
    ? { entry: fields.entry }
    : { url: fields.url.trim(), header: headerOf(fields), ...(fields.secret ? { secret: fields.secret } : {}) }),
})

/** What is otherwise than before. A secret that nobody wrote anew stays, and is not sent. */
export const changesOf = (fields: ServerFields, server: Server): Input<'PATCH', '/api/v1/servers/{server}'> => ({
  ...(fields.url.trim() === server.url ? {} : { url: fields.url.trim() }),
  ...(headerOf(fields) === server.header ? {} : { header: headerOf(fields) }),
  ...(fields.dropsSecret ? { secret: null } : fields.secret ? { secret: fields.secret } : {}),
})

const headerOf = (fields: ServerFields) => fields.header.trim() || usualHeader

type Way = Pick<Server, 'url' | 'header'>

/** A secret is kept for one address and header: with others it has to be given again. */
export const wantsSecret = (server: Server, way: Way): boolean =>
  server.has_secret && (way.url !== server.url || way.header !== server.header)

/** What the form wants of a field that the server only calls invalid. */
const wanted = ['name', 'url', 'header', 'secret'] as const

/** The faults by their fields; a name that is taken is the name's. */
export function faultsOfServer(problem: Problem): Record<string, string> {
  if (problem.code === 'already_exists') return { name: problemText(problem).detail }
  const faults = faultsOf(problem)
  for (const { pointer, code } of problem.errors) {
    const field = wanted.find(one => pointer === `/${one}`)
    if (field && code === 'invalid') faults[field] = t(`assistant.servers.wants.${field}`)
  }
  return faults
}

/** What was decided by people; the rest of the rows follows from it. */
const decided: Record<string, readonly string[]> = {
  outside_server: ['name', 'url', 'header', 'is_enabled'],
  outside_tool: ['name', 'is_allowed', 'is_unasked'],
}

/** What a restoration would change, as people decided it. */
export const restoredRows = (rows: readonly RowChange[]): RowChange[] =>
  rows.flatMap(row => {
    const names = decided[row.entity]
    if (!names || row.kind !== 'changed') return []
    const [before, after] = [only(row.before, names), only(row.after, names)]
    return names.some(name => before[name] !== after[name]) ? [{ ...row, before, after }] : []
  })

const only = (image: unknown, names: readonly string[]): Record<string, unknown> => {
  const row = asObject(image) ?? {}
  return Object.fromEntries(names.map(name => [name, row[name]]))
}

const quick = 1_500
const slow = 15_000

/** How long until it is asked how servers are doing: no event tells of one that fails. */
export const pauseBefore = (servers: readonly Server[], isAsking = false): number =>
  isAsking || servers.some(server => server.state === 'new') ? quick : slow
