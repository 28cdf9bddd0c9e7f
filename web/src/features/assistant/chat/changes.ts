import { useTranslation } from 'react-i18next'
import { patch, remove } from '@/api/call'
import type { Conversation } from '@/api/types'
import { change, useChange } from '@/data/change'
import { overlay } from '@/data/overlay'
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
  const layer = `delete-soon-${conversation.id}`
  overlay.lay(layer, [{ kind: 'gone', path, id: conversation.id }])
  const timer = window.setTimeout(() => {
    void change<void, unknown>(
      {
        call: () => remove(`${path}/{conversation_id}`, { path: { conversation_id: conversation.id } }),
        shows: shown => shown.row<Conversation>(path, conversation.id, () => null),
        asks: [path],
      },
      undefined,
    )
      .catch(() => {})
      .finally(() => overlay.lift(layer))
  }, patience)
  sayDone(t('assistant.deleted', { title: conversation.title || t('assistant.newConversation') }), async () => {
    window.clearTimeout(timer)
    overlay.lift(layer)
  })
}
