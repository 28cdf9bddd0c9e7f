import { IconChecklist } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Empty } from '@/ui/Empty'
import { Page } from '@/ui/Page'

export function TasksPage() {
  const { t } = useTranslation()
  return (
    <Page title={t('place.tasks')}>
      <Empty icon={IconChecklist} title={t('place.tasks')} />
    </Page>
  )
}
