import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import de from './de.json'
import en from './en.json'
import { codesIn, notForPeople } from './problems.codes'

const source = join(import.meta.dirname, '../../../src')
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.cs'))
  .map(name => readFileSync(join(source, name), 'utf8'))
const codes = [...new Set(files.flatMap(codesIn))].sort()

describe('the codes of refusals', () => {
  it('are found in the server’s source, in each shape in which they are written', () => {
    expect(codesIn('throw RefusalException.Conflict(\n  "email_taken", "...")')).toEqual(['email_taken'])
    expect(codesIn('new(RefusalKind.Forbidden, "wrong_password", "...")')).toEqual(['wrong_password'])
    expect(codesIn('throw RefusalException.Invalid("/email", "required", "...")')).toEqual(['required'])
    expect(codesIn('new InputError(\n  $"/scopes/{one.place}",\n  "unknown_scope",')).toEqual(['unknown_scope'])
    expect(codesIn('405 => new(status, "method_not_allowed", "...")')).toEqual(['method_not_allowed'])
    expect(codesIn('private static InputError TooEasy() => new(pointer, "weak_password", message);')).toEqual([
      'weak_password',
    ])
    expect(codesIn('StringLengthAttribute or MaxLengthAttribute => "too_long",')).toEqual(['too_long'])
    expect(codes.length).toBeGreaterThan(100)
  })

  it.each(Object.entries({ en, de }))('have a text for people in %s', (_, language) => {
    const texts: Record<string, string> = language.problem.code
    expect(codes.filter(code => !notForPeople.has(code) && !texts[code])).toEqual([])
  })

  it('are left out only if they exist', () => {
    expect([...notForPeople.keys()].filter(code => !codes.includes(code))).toEqual([])
  })
})
