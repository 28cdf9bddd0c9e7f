import type { Announcements, ScreenReaderInstructions, UniqueIdentifier } from '@dnd-kit/core'
import { t } from '@/i18n'

type Naming = {
  item: (id: UniqueIdentifier) => string
  place: (over: UniqueIdentifier, dragged: UniqueIdentifier) => string
}

/** What is dragged, said to who does not see it. */
export const announce = ({ item, place }: Naming): Announcements => ({
  onDragStart: ({ active }) => t('drag.start', { item: item(active.id) }),
  onDragOver: ({ active, over }) =>
    over
      ? t('drag.over', { item: item(active.id), place: place(over.id, active.id) })
      : t('drag.nowhere', { item: item(active.id) }),
  onDragEnd: ({ active, over }) =>
    over
      ? t('drag.end', { item: item(active.id), place: place(over.id, active.id) })
      : t('drag.back', { item: item(active.id) }),
  onDragCancel: ({ active }) => t('drag.back', { item: item(active.id) }),
})

export const dragInstructions = (): ScreenReaderInstructions => ({ draggable: t('drag.how') })
