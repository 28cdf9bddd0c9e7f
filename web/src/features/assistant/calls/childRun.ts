/**
 * The run of an agent that another has asked: its id follows from the run that asks and the step in which it does. Null where the
 * browser cannot tell: without TLS it has no hashes.
 */
export async function childRunId(runId: string, step: number): Promise<string | null> {
  if (!globalThis.crypto?.subtle) return null
  const run = bytesOf(runId)
  const input = new Uint8Array(20)
  input.set(run)
  new DataView(input.buffer).setInt32(16, step, true)
  const id = new Uint8Array(await crypto.subtle.digest('SHA-256', input)).slice(0, 16)
  id.set(run.slice(0, 6))
  id[6] = 0x70 | (id[6]! & 0x0f)
  id[8] = 0x80 | (id[8]! & 0x3f)
  const hex = Array.from(id, byte => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

const bytesOf = (id: string) =>
  Uint8Array.from(id.replaceAll('-', '').match(/../g) ?? [], byte => Number.parseInt(byte, 16))
