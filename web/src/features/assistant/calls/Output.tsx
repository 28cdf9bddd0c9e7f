import { Code, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { asObject } from '@/ui/objects'
import { Answer } from '../chat/Answer'
import { answerOf, type Call } from '../run/parts'

const longest = 4_000

/** What a tool has answered that changed nothing: how many rows, or the text. */
export function Output({ call }: { call: Call }) {
  const { t } = useTranslation()
  if (call.output === null || call.state === 'refused' || call.tool === 'ask_agent') return null
  const answer = answerOf(call.output)
  const items = asObject(answer)?.items
  return (
    <div>
      {call.isOthers && (
        <Text size="xs" c="var(--quiet)">
          {t('assistant.others')}
        </Text>
      )}
      {Array.isArray(items) && <Text size="sm">{t('assistant.found', { count: items.length })}</Text>}
      {typeof answer === 'string' ? (
        <Answer text={answer.slice(0, longest)} />
      ) : (
        <details>
          <summary>{t('assistant.output')}</summary>
          <Code block mah={320} style={{ overflow: 'auto', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {JSON.stringify(answer, null, 2)}
          </Code>
        </details>
      )}
    </div>
  )
}
