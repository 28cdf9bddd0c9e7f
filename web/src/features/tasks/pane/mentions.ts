import type { Membership } from '@/api/types'

type Member = Pick<Membership, 'user_id' | 'display_name'>

/** What is being written behind an @ at the caret, and where that stands. */
export function mentionAt(text: string, caret: number): { from: number; name: string } | null {
  const at = text.lastIndexOf('@', caret - 1)
  if (at < 0 || (at > 0 && /[\p{L}\p{N}]/u.test(text[at - 1]!))) return null
  const name = text.slice(at + 1, caret)
  return name.length > 60 || /[\n@]/.test(name) || /\s{2}|^\s/.test(name) ? null : { from: at, name }
}

/** Who could be meant: a name, or a word of it, begins so. */
export function candidates<M extends Member>(members: readonly M[], name: string): M[] {
  const wanted = name.toLocaleLowerCase()
  return members
    .filter(({ display_name }) => {
      const known = display_name.toLocaleLowerCase()
      return known.startsWith(wanted) || known.split(/\s+/).some(word => word.startsWith(wanted))
    })
    .slice(0, 6)
}

/** The text with the name put in, and where the caret goes. */
export function mentioned(text: string, from: number, caret: number, name: string): { text: string; caret: number } {
  const before = `${text.slice(0, from)}@${name} `
  return { text: before + text.slice(caret).replace(/^ /, ''), caret: before.length }
}

/** Who is named with an @ in it; of names that begin alike the longest. */
export function mentionsIn(text: string, members: readonly Member[]): string[] {
  const found = new Set<string>()
  const byLength = [...members].sort((one, other) => other.display_name.length - one.display_name.length)
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    if (at > 0 && /[\p{L}\p{N}]/u.test(text[at - 1]!)) continue
    const rest = text.slice(at + 1).toLocaleLowerCase()
    const member = byLength.find(({ display_name }) => {
      const name = display_name.toLocaleLowerCase()
      return name !== '' && rest.startsWith(name) && !/[\p{L}\p{N}]/u.test(rest[name.length] ?? '')
    })
    if (member) found.add(member.user_id)
  }
  return [...found]
}
