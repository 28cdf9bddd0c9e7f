import { useTranslation } from 'react-i18next'
import { patch, remove } from '@/api/call'
import type { Conversation } from '@/api/types'
import { askAgain } from '@/data/ask'
import { change, useChange } from '@/data/change'
import { overlay } from '@/data/overlay'
import { Shown } from '@/data/shown'
import { t } from '@/i18n'
import { sayDone } from '@/ui/say'

const path = '/api/v1/conversations'

export function useRename() {
  const { t } = useTranslation()
  return useChange<{ id: string; title: string }, unknown>({
    call: ({ id, title }) => patch(`${path}/{conversation_id}`, { path: { conversation_id: id }, body: { title } }),
    shows: (shown, { id, title }) => shown.row<Conversation>(path, id, row => ({ ...row, title })),
    asks: [path],
    says: ({ title }) => t('assistant.renamed', { title }),
  })
}

const patience = 8_000

/**
 * What was said is gone for good once the server has deleted it, so it is told to only when nobody has wanted it back. Who leaves
 * the page before keeps the conversation.
 */
export function deleteSoon(conversation: Conversation) {
  const shown = new Shown()
  shown.row<Conversation>(path, conversation.id, () => null)
  const layer = `delete ${conversation.id}`
  overlay.lay(layer, shown.showings)
  const timer = window.setTimeout(() => {
    void change<void, unknown>(
      {
        call: () => remove(`${path}/{conversation_id}`, { path: { conversation_id: conversation.id } }),
        asks: [path],
      },
      undefined,
    )
      .then(() => askAgain(path))
      .catch(() => null)
      .finally(() => overlay.lift(layer))
  }, patience)
  sayDone(t('assistant.deleted', { title: conversation.title || t('assistant.newConversation') }), async () => {
    window.clearTimeout(timer)
    overlay.lift(layer)
  })
}
