import { IconHistory } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Empty } from '@/ui/Empty'
import { Page } from '@/ui/Page'

export function JournalPage() {
  const { t } = useTranslation()
  return (
    <Page title={t('place.journal')}>
      <Empty icon={IconHistory} title={t('place.journal')} />
    </Page>
  )
}
