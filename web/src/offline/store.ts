import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb'
import type { Person } from '@/api/session'
import type { Waiting } from './waiting'

/** What the server answered to one question, as JSON: its size is known, and writing it copies no objects. */
export type Remembered = { key: string; asked: readonly unknown[]; data: string; at: number }

interface Shelves extends DBSchema {
  answers: { key: string; value: Remembered; indexes: { at: number } }
  queue: { key: number; value: Waiting; indexes: { key: string } }
  facts: { key: string; value: unknown }
}

export type Store = IDBPDatabase<Shelves>

const prefixOf = ({ user }: Person) => `steward-${user.id}-`
export const nameOf = (person: Person) => prefixOf(person) + person.tenant.id

let wanted: string | null = null
/** Of all that is kept of the same person. */
let prefix = ''
let opened: Promise<Store | null> = Promise.resolve(null)
let current: Store | null = null

/** What this device keeps of one person in one tenant; nobody else's is ever open. */
export const store = {
  /** Null: nobody is known here, or the browser keeps nothing. */
  get current(): Store | null {
    return current
  },

  get name() {
    return wanted
  },

  isOf: (person: Person | null) => person !== null && wanted === nameOf(person),

  /** Null: another one is open by now. */
  named: (name: string): Store | null => (current?.name === name ? current : null),

  ready: () => opened,

  /** Opens this person's, and closes any other. */
  use(person: Person): Promise<Store | null> {
    const name = nameOf(person)
    if (wanted === name) return opened
    store.close()
    wanted = name
    prefix = prefixOf(person)
    opened = open(name)
      .then(database => {
        if (wanted === name) {
          current = database
          return database
        }
        database.close()
        return null
      })
      .catch(() => null)
    return opened
  },

  close() {
    wanted = null
    current?.close()
    current = null
    opened = Promise.resolve(null)
  },

  /** How many changes of this person wait here, in all tenants. */
  async countWaiting(): Promise<number> {
    let count = 0
    for (const name of await names(wanted, prefix)) {
      const database = store.named(name) ?? (await open(name).catch(() => null))
      count += (await database?.count('queue')) ?? 0
      if (database !== current) database?.close()
    }
    return count
  },

  /** All that is kept of this person, in all tenants. */
  async erase() {
    const erased = names(wanted, prefix)
    store.close()
    await Promise.all((await erased).map(name => deleteDB(name)))
  },
}

async function names(own: string | null, prefix: string): Promise<string[]> {
  if (!own) return []
  // Not every browser tells.
  const all = (await indexedDB.databases?.().catch(() => [])) ?? []
  return [...new Set([own, ...all.flatMap(({ name }) => (name?.startsWith(prefix) ? name : []))])]
}

const open = (name: string) =>
  openDB<Shelves>(name, 1, {
    upgrade(database) {
      database.createObjectStore('answers', { keyPath: 'key' }).createIndex('at', 'at')
      database.createObjectStore('queue', { keyPath: 'n', autoIncrement: true }).createIndex('key', 'key')
      database.createObjectStore('facts')
    },
    // Another tab signs out, or brings a newer form.
    blocking: (_from, _to, event) => {
      const database = event.target as IDBDatabase
      database.close()
      if (wanted === name) store.close()
    },
  })
