import { v7 } from 'uuid'
import type { paths } from '../../generated/schema'

/** One call of the API as data: it can be sent, kept as the key of a query, or queued until there is a network. */
export type Call<T = unknown> = {
  method: Method
  /** With its ids and query filled in. */
  path: string
  body?: unknown
  /** Repeating with the same key does it once. Commands always have one. */
  key?: string
  /** Only if the row still has this version. */
  ifVersion?: number
  readonly result?: T
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
type Lower<M extends Method> = Lowercase<M>

type PathsOf<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<Lower<M>, infer O>
    ? O extends { responses: unknown }
      ? P
      : never
    : never
}[keyof paths]
type Operation<M extends Method, P extends keyof paths> =
  Lower<M> extends keyof paths[P] ? NonNullable<paths[P][Lower<M>]> : never

type Json<R> = R extends { content: { 'application/json': infer T } } ? T : never
type Success<O> = O extends { responses: infer R }
  ? { [S in keyof R]: S extends 200 | 201 | 202 ? Json<R[S]> : never }[keyof R]
  : never
/** Commands may answer with a preview; only who asks for one gets it. */
type NoPreview<T> = Exclude<T, { preview: true; changes: unknown }>
type Part<O, K extends string> = O extends { parameters: { [_ in K]?: infer Q } } ? NonNullable<Q> : never
type Body<O> = O extends { requestBody?: { content: { 'application/json': infer B } } } ? B : undefined

export type Result<M extends Method, P extends keyof paths> = NoPreview<Success<Operation<M, P>>>
export type Query<P extends keyof paths> = Part<Operation<'GET', P>, 'query'>
export type Input<M extends Method, P extends keyof paths> = Body<Operation<M, P>>

type Given<M extends Method, P extends keyof paths> = {
  path?: Part<Operation<M, P>, 'path'>
  query?: Part<Operation<M, P>, 'query'>
  body?: Body<Operation<M, P>>
  ifVersion?: number
}

/** `get('/api/v1/tasks/{task_id}', { path: { task_id } })` */
export const get = <P extends PathsOf<'GET'>>(path: P, given: Given<'GET', P> = {}): Call<Result<'GET', P>> => ({
  method: 'GET',
  path: fill(path, given),
})

/** For rows and keys: of version 7, as the server makes them. Works where the page came over plain HTTP, too. */
export const newId = (): string => v7()

type Command<M extends Method> = <P extends PathsOf<M>>(path: P, given?: Given<M, P>) => Call<Result<M, P>>

/** A command; each has a key of its own, so that sending it again does it once. */
const command =
  <M extends Exclude<Method, 'GET'>>(method: M): Command<M> =>
  (path, given = {}) => ({
    method,
    path: fill(path, given),
    body: given.body,
    key: newId(),
    ...(given.ifVersion === undefined ? {} : { ifVersion: given.ifVersion }),
  })

export const post = command('POST')
export const put = command('PUT')
export const patch = command('PATCH')
export const remove = command('DELETE')

function fill(path: string, given: { path?: unknown; query?: unknown }): string {
  const names = (given.path ?? {}) as Record<string, string | number>
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(names[name])))
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries((given.query ?? {}) as Record<string, unknown>))
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined && one !== null && one !== '') query.append(name, String(one))
  return query.size === 0 ? filled : `${filled}?${query}`
}
