import 'i18next'
import type en from './en.json'

// Names of the wire are looked up by `words.ts` as they come; as keys of `t` they would only make its type too large to reckon with.
type Words = 'operation' | 'entity' | 'field' | 'value'

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: Omit<typeof en, Words> }
    returnNull: false
  }
}
