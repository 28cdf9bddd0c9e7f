import { NavLink as Line } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconChevronRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, Navigate } from 'react-router'
import { useMe } from '@/data/me'
import { Page } from '@/ui/Page'
import { sectionsFor } from './sections'

export function SettingsHome() {
  const { t } = useTranslation()
  const { data: me } = useMe()
  const isWide = useMediaQuery('(min-width: 62em)', undefined, { getInitialValueInEffect: false })
  if (isWide) return <Navigate to="/settings/profile" replace />
  return (
    <Page title={t('place.settings')} width={560}>
      {sectionsFor(me).map(({ id, icon: Sign }) => (
        <Line
          key={id}
          component={Link}
          to={`/settings/${id}`}
          label={t(`settings.${id}.title`)}
          description={t(`settings.${id}.hint`)}
          leftSection={<Sign size={20} stroke={1.7} aria-hidden />}
          rightSection={<IconChevronRight size={16} aria-hidden />}
        />
      ))}
    </Page>
  )
}
