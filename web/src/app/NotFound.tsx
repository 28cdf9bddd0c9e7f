import { Button } from '@mantine/core'
import { IconMapOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Empty } from '@/ui/Empty'

export function NotFound() {
  const { t } = useTranslation()
  return (
    <Empty icon={IconMapOff} title={t('notFound.title')} text={t('notFound.detail')}>
      <Button component={Link} to="/" variant="light">
        {t('notFound.home')}
      </Button>
    </Empty>
  )
}
