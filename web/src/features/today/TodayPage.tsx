import { IconSun } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Empty } from '@/ui/Empty'
import { Page } from '@/ui/Page'

export function TodayPage() {
  const { t } = useTranslation()
  return (
    <Page title={t('place.today')}>
      <Empty icon={IconSun} title={t('place.today')} />
    </Page>
  )
}
