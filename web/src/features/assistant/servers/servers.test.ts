import { describe, expect, it } from 'vitest'
import { Problem } from '@/api/problem'
import {
  bodyOf,
  changesOf,
  faultsOfServer,
  fieldsOf,
  pauseBefore,
  restoredRows,
  type Server,
  wantsSecret,
} from './servers'

const notes: Server = {
  id: '019aa0f0-7c00-7000-8000-000000000001',
  name: 'notes',
  kind: 'http',
  entry: null,
  url: 'https://mcp.example/mcp',
  header: 'Authorization',
  has_secret: true,
  is_enabled: true,
  state: 'well',
  problem: null,
  listed_at: '2026-11-20T09:00:00Z',
  left_out: null,
  callable_tools: 1,
  changed_tools: 0,
  number: 1,
  created_at: '2026-11-20T09:00:00Z',
  updated_at: '2026-11-20T09:00:00Z',
  version: 2,
}

describe('what is sent', () => {
  it('of a program of the catalogue is neither address nor secret', () => {
    const fields = { ...fieldsOf(null, 'catalogue'), name: ' memory ', entry: 'memory', url: 'https://x', secret: 'y' }
    expect(bodyOf(fields)).toEqual({ name: 'memory', entry: 'memory', tools: 'all' })
  })

  it('of an address has the secret only if there is one', () => {
    const fields = { ...fieldsOf(null), name: 'notes', url: ' https://x/mcp ', header: ' ' }
    expect(bodyOf(fields)).toEqual({ name: 'notes', url: 'https://x/mcp', header: 'Authorization', tools: 'all' })
    expect(bodyOf({ ...fields, secret: 'Bearer y' })).toMatchObject({ secret: 'Bearer y' })
  })

  it('of a change is what is otherwise, and no secret that nobody wrote anew', () => {
    expect(changesOf(fieldsOf(notes), notes)).toEqual({})
    expect(changesOf({ ...fieldsOf(notes), url: 'https://other/mcp' }, notes)).toEqual({ url: 'https://other/mcp' })
    expect(changesOf({ ...fieldsOf(notes), secret: 'new' }, notes)).toEqual({ secret: 'new' })
    expect(changesOf({ ...fieldsOf(notes), secret: 'new', dropsSecret: true }, notes)).toEqual({ secret: null })
  })
})

it('a secret is wanted anew for another address or header, where there is one', () => {
  const way = { url: notes.url, header: notes.header }
  expect(wantsSecret(notes, way)).toBe(false)
  expect(wantsSecret(notes, { ...way, url: 'https://other/mcp' })).toBe(true)
  expect(wantsSecret(notes, { ...way, header: 'X-Key' })).toBe(true)
  expect(wantsSecret({ ...notes, has_secret: false }, { ...way, header: 'X-Key' })).toBe(false)
})

describe('a refusal', () => {
  const invalid = (pointer: string, code: string) =>
    new Problem({ status: 422, code: 'invalid_input', errors: [{ pointer, code, message: 'In English.' }] })

  it('stands at its field, in words of ours', () => {
    expect(Object.keys(faultsOfServer(invalid('/name', 'invalid')))).toEqual(['name'])
    expect(faultsOfServer(invalid('/name', 'invalid')).name).not.toBe('In English.')
    expect(faultsOfServer(invalid('/secret', 'secret_needed')).secret).not.toBe('In English.')
  })

  it('of a name that is taken is the name’s', () => {
    expect(Object.keys(faultsOfServer(new Problem({ status: 409, code: 'already_exists' })))).toEqual(['name'])
  })

  it('of another kind is no field’s', () => {
    expect(faultsOfServer(new Problem({ status: 409, code: 'too_many_servers' }))).toEqual({})
  })
})

it('of a restoration is shown what people decided, and not what follows from it', () => {
  const row = (entity: string, before: object, after: object) =>
    ({ entity, id: notes.id, kind: 'changed', before, after }) as Parameters<typeof restoredRows>[0][number]
  const rows = [
    { ...row('server_version', {}, { number: 3 }), kind: 'added' as const },
    row(
      'outside_server',
      { name: 'notes', number: 2, url: 'https://b' },
      { name: 'notes', number: 3, url: 'https://a' },
    ),
    row('outside_tool', { name: 'send', is_allowed: true, version: 1 }, { name: 'send', is_allowed: true, version: 2 }),
  ]
  expect(restoredRows(rows).map(({ entity }) => entity)).toEqual(['outside_server'])
  expect(restoredRows(rows)[0]?.after).not.toHaveProperty('number')
})

it('is asked about sooner as long as it has not told its tools', () => {
  const soon = pauseBefore([notes, { ...notes, state: 'new' }])
  expect(soon).toBeLessThan(pauseBefore([notes]))
  expect(pauseBefore([notes], true)).toBe(soon)
})
