import { IconTag } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { Empty } from '@/ui/Empty'
import { Page } from '@/ui/Page'
import { labelsById, useLabels } from '../api'
import { TasksSection } from '../list/TasksSection'

export function LabelPage() {
  const { t } = useTranslation()
  const { label_id = '' } = useParams()
  const label = labelsById(useLabels().data?.items).get(label_id)
  const title = label?.name ?? t('tasks.action.labels')
  return (
    <Page title={title}>
      <TasksSection
        key={label_id}
        label={title}
        base={`label:${label_id}`}
        empty={
          <Empty icon={IconTag} title={t('tasks.label.empty')} text={t('tasks.label.emptyText', { name: title })} />
        }
      />
    </Page>
  )
}
