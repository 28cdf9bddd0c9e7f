import { Alert, List } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Problem } from '@/api/problem'
import { problemText } from '@/i18n/problems'
import type { BulkFailure } from '../api'

/** Which were refused, and why; the others are done. */
export function BulkFailures({ failures, onClose }: { failures: readonly BulkFailure[]; onClose: () => void }) {
  const { t } = useTranslation()
  if (failures.length === 0) return null
  return (
    <Alert
      role="alert"
      color="red"
      icon={<IconAlertTriangle size={18} />}
      title={t('tasks.bulk.failed', { count: failures.length })}
      withCloseButton
      closeButtonLabel={t('common.close')}
      onClose={onClose}
      my="sm"
    >
      <List size="sm">
        {failures.slice(0, 10).map(({ task, code, message, params }) => (
          <List.Item key={task.id}>
            {task.title}: {problemText(new Problem({ status: 422, code, detail: message, params })).detail}
          </List.Item>
        ))}
      </List>
    </Alert>
  )
}
