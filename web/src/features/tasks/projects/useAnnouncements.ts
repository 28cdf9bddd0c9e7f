import type { DndContextProps, UniqueIdentifier } from '@dnd-kit/core'
import { useTranslation } from 'react-i18next'
import { groupText } from '../list/GroupHeading'
import type { ListItem } from '../list/grouping'

/** What is said while something is dragged, to who does not see it. */
export function useAnnouncements(items: readonly ListItem[]): DndContextProps['accessibility'] {
  const { t } = useTranslation()
  const nameOf = (id: UniqueIdentifier) => {
    const item = items.find(one => one.key === id)
    return item ? (item.kind === 'task' ? item.task.title : groupText(item.group)) : ''
  }
  return {
    screenReaderInstructions: { draggable: t('tasks.move.how') },
    announcements: {
      onDragStart: ({ active }) => t('tasks.move.lifted', { title: nameOf(active.id) }),
      onDragOver: ({ active, over }) =>
        over ? t('tasks.move.over', { title: nameOf(active.id), place: nameOf(over.id) }) : t('tasks.move.nowhere'),
      onDragEnd: ({ active, over }) =>
        over
          ? t('tasks.move.dropped', { title: nameOf(active.id), place: nameOf(over.id) })
          : t('tasks.move.back', { title: nameOf(active.id) }),
      onDragCancel: ({ active }) => t('tasks.move.back', { title: nameOf(active.id) }),
    },
  }
}
