import { t } from '@/i18n'
import { daysBetween, dayText, longDayText, numberText, today } from '@/i18n/format'
import type { Group, ListItem } from './grouping'
import classes from './TaskList.module.css'

export const GroupHeading = ({ item }: { item: ListItem & { kind: 'group' } }) => (
  <div className={classes.heading} data-late={item.group.by === 'overdue' || undefined}>
    <span>{groupText(item.group)}</span>
    <span className={classes.count}>{numberText(item.count)}</span>
  </div>
)

export function groupText(group: Group): string {
  switch (group.by) {
    case 'day': {
      const away = Math.abs(daysBetween(today(), group.day))
      return away <= 1 ? `${dayText(group.day)} · ${longDayText(group.day)}` : longDayText(group.day)
    }
    case 'project':
      return group.name
    case 'priority':
      return t(`tasks.priority.${group.priority as 1 | 2 | 3 | 4}`)
    case 'section':
      return group.section.name
    default:
      return t(`tasks.group.${group.by}`)
  }
}
