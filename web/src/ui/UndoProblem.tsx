import { Alert, List, Text } from '@mantine/core'
import { IconArrowsSplit2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import { entityText } from '@/i18n/words'
import { ProblemNote } from './ProblemNote'

type Conflict = { entity: string; id: string; reason: string; message: string }
const reasons = ['changed_since', 'deleted_since', 'has_dependents', 'forgotten', 'secret_forgotten'] as const

/** Why something could not be undone, row by row: it is all or nothing. */
export function UndoProblem({ error }: { error: unknown }) {
  const { t } = useTranslation()
  const problem = asProblem(error)
  const conflicts = problem.params.conflicts
  if (problem.code !== 'undo_conflict' || !Array.isArray(conflicts)) return <ProblemNote error={error} />
  const said = ({ entity, reason, message }: Conflict) => {
    const name = /'(.*)'/.exec(message)?.[1]
    const known = reasons.find(one => one === reason)
    const what = name ? `${entityText(entity)} “${name}”` : entityText(entity)
    return known ? t(`undo.${known}`, { what }) : message
  }
  return (
    <Alert role="alert" color="yellow" icon={<IconArrowsSplit2 size={18} />} title={t('undo.conflict')}>
      <List size="sm" my={4}>
        {(conflicts as Conflict[]).slice(0, 10).map(conflict => (
          <List.Item key={`${conflict.entity} ${conflict.id} ${conflict.reason}`}>{said(conflict)}</List.Item>
        ))}
      </List>
      <Text size="sm">{t('undo.next')}</Text>
    </Alert>
  )
}
