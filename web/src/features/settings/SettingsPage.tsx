import { IconSettings } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Empty } from '@/ui/Empty'
import { Page } from '@/ui/Page'

export function SettingsPage() {
  const { t } = useTranslation()
  return (
    <Page title={t('place.settings')}>
      <Empty icon={IconSettings} title={t('place.settings')} />
    </Page>
  )
}
