/** What the server refuses (RFC 9457), or why it could not be reached. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly params: Record<string, unknown>
  readonly errors: readonly InputError[]
  readonly traceId: string | undefined
  /** Seconds to wait, where the server says so. */
  readonly retryAfter: number | undefined

  constructor(given: ProblemJson, retryAfter?: number) {
    super(given.detail || given.title || given.code)
    this.name = 'Problem'
    this.status = given.status
    this.code = given.code
    this.params = given.params ?? {}
    this.errors = given.errors ?? []
    this.traceId = given.trace_id
    this.retryAfter = retryAfter
  }

  static readonly offline = () =>
    new Problem({ status: 0, code: 'offline', title: 'Offline', detail: 'Steward cannot be reached.' })

  /** What one person asked for is not done as another, or in another tenant. */
  static readonly sessionChanged = () =>
    new Problem({ status: 401, code: 'session_changed', detail: 'Somebody else is signed in by now.' })

  /** Trying the same again may help. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 502
  }

  /** What was to be done can be kept and sent later: the server could not be reached, has too much to do, or asks who it is. */
  get isForLater(): boolean {
    if (this.code === 'session_changed') return false
    return this.code === 'offline' || this.status === 401 || this.status === 429 || this.status >= 502
  }

  static async of(answer: Response): Promise<Problem> {
    const retryAfter = Number(answer.headers.get('Retry-After')) || undefined
    try {
      const given = (await answer.json()) as ProblemJson
      if (typeof given.code === 'string') return new Problem(given, retryAfter)
    } catch {
      // A proxy's own page, say.
    }
    return new Problem(
      { status: answer.status, code: `http_${answer.status}`, title: answer.statusText, detail: answer.statusText },
      retryAfter,
    )
  }
}

export type InputError = { pointer: string; code: string; message: string; params?: Record<string, unknown> }

type ProblemJson = {
  status: number
  code: string
  title?: string
  detail?: string
  params?: Record<string, unknown>
  errors?: InputError[]
  trace_id?: string
}

export const asProblem = (error: unknown): Problem =>
  error instanceof Problem
    ? error
    : new Problem({ status: 0, code: 'unexpected', detail: error instanceof Error ? error.message : String(error) })
