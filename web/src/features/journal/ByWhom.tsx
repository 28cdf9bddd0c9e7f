import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Change } from '@/api/types'
import { useSession } from '@/data/me'
import { useNames } from '@/data/names'

/** Who did it, and on whose behalf. */
function useByWhom() {
  const { t } = useTranslation()
  const names = useNames()
  const me = useSession()?.user.id
  return (change: Pick<Change, 'user_id' | 'agent' | 'api_key_id'>): string => {
    const { user_id, api_key_id } = change
    const agent = change.agent ?? (api_key_id && t('journal.program'))
    const person =
      user_id === null ? null : user_id === me ? t('journal.you') : (names.get(user_id) ?? t('journal.gone'))
    if (!agent) return person ?? t('journal.steward')
    if (user_id === me) return t('journal.agentForYou', { agent })
    return person ? t('journal.agentFor', { agent, person }) : agent
  }
}

export function ByWhom({ change }: { change: Change }) {
  const byWhom = useByWhom()
  return (
    <Text span inherit>
      {byWhom(change)}
    </Text>
  )
}
