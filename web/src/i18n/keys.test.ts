import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import de from './de.json'
import en from './en.json'

type Texts = { [key: string]: string | Texts }

const flat = (texts: Texts, before = ''): string[] =>
  Object.entries(texts).flatMap(([key, text]) =>
    typeof text === 'string' ? [before + key] : flat(text, `${before}${key}.`),
  )
/** English has other plurals than German; both are one key. */
const singular = (key: string) => key.replace(/(_ordinal)?_(zero|one|two|few|many|other)$/, '')
const keysOf = (texts: Texts) => new Set(flat(texts).map(singular))

const english = keysOf(en)
const german = keysOf(de)

const root = join(import.meta.dirname, '..')
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter(name => /\.tsx?$/.test(name) && !/\.test\.tsx?$|schema\.d\.ts$/.test(name))
  .map(name => readFileSync(join(root, name), 'utf8'))
  .join('\n')

/** Whole strings as they stand in the sources, and those with something filled in, as patterns. */
const literals = new Set([...sources.matchAll(/(['"`])((?:[\w-]+\.)+[\w-]+)\1/g)].map(([, , key]) => singular(key!)))
const patterns = [
  ...sources.matchAll(/`((?:[\w-]+\.)+(?:[\w.-]|\$\{[^}]*\})*\$\{[^}]*\}(?:[\w.-]|\$\{[^}]*\})*)`/g),
].map(([, template]) => new RegExp(`^${template!.replaceAll('.', '\\.').replace(/\$\{[^}]*\}/g, '[^.]+')}$`))
/** Names of the wire: which there are, the server says. */
const named = /^(operation|entity|field|value|scope)\./

const isUsed = (key: string) => literals.has(key) || named.test(key) || patterns.some(pattern => pattern.test(key))

it('stand in every language', () => {
  expect([...english].filter(key => !german.has(key))).toEqual([])
  expect([...german].filter(key => !english.has(key))).toEqual([])
})

it('are there where a page asks for them', () => {
  const asked = [...sources.matchAll(/(?<![\w.])t\(\s*'([^']+)'/g)].map(([, key]) => singular(key!))
  expect(asked.length).toBeGreaterThan(100)
  expect(asked.filter(key => !english.has(key))).toEqual([])
})

it('are all asked for by some page', () => {
  expect([...english].filter(key => !isUsed(key))).toEqual([])
})

it('fill in the same in every language', () => {
  const filled = (texts: Texts, before = ''): [string, string][] =>
    Object.entries(texts).flatMap(([key, text]) =>
      typeof text === 'string'
        ? [[before + key, [...new Set(text.match(/\{\{\w+\}\}/g))].sort().join()] as [string, string]]
        : filled(text, `${before}${key}.`),
    )
  const inGerman = new Map(filled(de))
  const different = filled(en).filter(([key, names]) => inGerman.has(key) && inGerman.get(key) !== names)
  expect(different).toEqual([])
})
