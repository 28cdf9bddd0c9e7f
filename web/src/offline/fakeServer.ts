import { vi } from 'vitest'

type Row = Record<string, unknown> & { id: string; version: number; deleted_at?: string | null }
type Fault = 'offline' | 'lost' | number

/** What the tests send to: tasks with versions, If-Match and idempotency keys, as the server has them, on a line that can fail. */
export class FakeServer {
  readonly rows = new Map<string, Row>()
  /** What was done, in order; a repeated call is done once. */
  readonly done: string[] = []
  readonly tokens: string[] = []
  asked = 0
  isOffline = false
  private readonly faults: Fault[] = []
  private readonly answers = new Map<string, { status: number; row: Row }>()

  start() {
    vi.stubGlobal('fetch', (path: string, init: RequestInit = {}) => this.fetched(path, init))
    return this
  }

  /** The next calls go like this: `lost` is done, but its answer does not come back. */
  fail(...faults: Fault[]) {
    this.faults.push(...faults)
  }

  put(row: Record<string, unknown> & { id: string }) {
    const version = (this.rows.get(row.id)?.version ?? 0) + 1
    this.rows.set(row.id, { deleted_at: null, ...this.rows.get(row.id), ...row, version })
  }

  private async fetched(path: string, init: RequestInit): Promise<Response> {
    if (this.isOffline) throw new TypeError('Failed to fetch')
    if (path.startsWith('/api/v1/changes')) return json(200, { items: [], next_cursor: null })
    this.asked++
    if (path.startsWith('/api/v1/auth/')) return json(200, {})
    this.tokens.push((init.headers as Record<string, string>).Authorization ?? '')
    const fault = init.method === 'GET' ? undefined : this.faults.shift()
    if (fault === 'offline') throw new TypeError('Failed to fetch')
    if (typeof fault === 'number') return refusal(fault, `fault_${fault}`)
    const answer = this.answered(path, init)
    if (fault === 'lost') throw new TypeError('Failed to fetch')
    return answer
  }

  private answered(path: string, init: RequestInit): Response {
    const headers = init.headers as Record<string, string>
    const key = headers['Idempotency-Key']
    const known = key && this.answers.get(key)
    if (known) return json(known.status, known.row)
    const answer = this.handled(path, init, headers['If-Match'])
    if (answer instanceof Response) return answer
    if (key) this.answers.set(key, { status: 200, row: answer })
    return json(200, answer)
  }

  private handled(path: string, init: RequestInit, match: string | undefined): Row | Response {
    const body = init.body ? (JSON.parse(String(init.body)) as Record<string, unknown>) : {}
    const [, , , , id, verb] = path.split('/') as string[]
    if (!id) {
      if (body.title === '') return refusal(422, 'invalid_input')
      this.put({ notes: null, status: 'todo', ...body, id: String(body.id) })
      return this.did('add', String(body.id))
    }
    const row = this.rows.get(id)
    if (!row) return refusal(404, 'not_found')
    if (init.method === 'GET') return row
    if (match && match !== `"${row.version}"`) return refusal(412, 'version_mismatch')
    if (verb === 'restoration') this.put({ id, deleted_at: null })
    else if (row.deleted_at) return refusal(409, 'task_deleted')
    else if (verb === 'completion') this.put({ id, status: 'done' })
    else if (init.method === 'DELETE') this.put({ id, deleted_at: '2026-11-22T00:00:00Z' })
    else this.put({ ...body, id })
    return this.did(verb ?? init.method!.toLowerCase(), id)
  }

  private did(what: string, id: string): Row {
    this.done.push(`${what} ${this.rows.get(id)!.title}`)
    return { ...this.rows.get(id)! }
  }
}

const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { 'Steward-Change-Id': 'change' } })

const refusal = (status: number, code: string) => json(status, { status, code, title: code, detail: code })
