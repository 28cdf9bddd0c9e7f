import type { Icon } from '@tabler/icons-react'
import type { ParseKeys } from 'i18next'
import type { ComponentType } from 'react'
import type { RouteObject } from 'react-router'
import { approvals } from '@/features/approvals'
import { assistant } from '@/features/assistant'
import { journal } from '@/features/journal'
import { settings } from '@/features/settings'
import { tasks } from '@/features/tasks'
import { today } from '@/features/today'

/** What a module brings to the shell. A new one is a folder in `features/` and its line below. */
export type Module = {
  id: string
  routes: RouteObject[]
  /** In the navigation, in this order. */
  places: Place[]
  /** What else Ctrl-K finds of it: the pages below its places. */
  commands?: Command[]
  /** Nothing of it is shown without this scope. */
  scope?: string
  /** Begins to hear what concerns it. */
  start?: () => void
  /** Over every page: what a key opens. */
  Everywhere?: ComponentType
}

export type Command = { label: ParseKeys; icon: Icon; to: string }

export type Place = {
  path: string
  label: ParseKeys
  icon: Icon
  /** Pressed one after the other: `g t`. */
  keys?: string
  /** On the bar at the foot of a phone. */
  onPhone?: boolean
  /** How many wait there. */
  useCount?: () => number
  /** What stands below it in the navigation of a desk. */
  Below?: ComponentType
}

export const modules: Module[] = [today, tasks, assistant, approvals, journal, settings]
