import { IconMessageCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Empty } from '@/ui/Empty'
import { Page } from '@/ui/Page'

export function AssistantPage() {
  const { t } = useTranslation()
  return (
    <Page title={t('place.assistant')}>
      <Empty icon={IconMessageCircle} title={t('place.assistant')} />
    </Page>
  )
}
