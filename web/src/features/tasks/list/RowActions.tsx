import { type Icon, IconCalendarEvent, IconFlag, IconFolder, IconPencil, IconTag } from '@tabler/icons-react'
import type { Task } from '@/api/types'
import { t } from '@/i18n'
import classes from './RowActions.module.css'
import type { Act, Editing } from './useListKeys'

const actions = [
  { what: 'title', icon: IconPencil, keys: 'E' },
  { what: 'due', icon: IconCalendarEvent, keys: 'D' },
  { what: 'priority', icon: IconFlag, keys: 'P' },
  { what: 'project', icon: IconFolder, keys: 'M' },
  { what: 'labels', icon: IconTag, keys: 'L' },
] as const satisfies readonly { what: Editing; icon: Icon; keys: string }[]

/** Only of the row under the pointer and of the one with the focus: as many in each of thousands would hold up scrolling. */
export function RowActions({ task, tabIndex, act }: { task: Task; tabIndex: number; act: Act }) {
  return actions.map(({ what, icon: Sign, keys }) => (
    <button
      key={what}
      type="button"
      tabIndex={tabIndex}
      className={classes.action}
      aria-label={t(`tasks.action.${what}`)}
      title={`${t(`tasks.action.${what}`)} (${keys})`}
      onClick={() => act('edit', task, what)}
    >
      <Sign size={16} stroke={1.7} aria-hidden />
    </button>
  ))
}
