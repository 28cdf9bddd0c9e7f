import { Menu } from '@mantine/core'
import { IconCheck, IconKeyboard, IconLogout, IconPlus, IconSettings } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { get } from '@/api/call'
import { useAsk } from '@/data/ask'
import { useSession } from '@/data/me'
import { OpenedMenu } from '@/ui/OpenedMenu'
import { showOverlay } from './overlay'
import { useWays } from './ways'

export function TenantMenuOpened({ target }: { target: ReactElement }) {
  const { t } = useTranslation()
  const now = useSession()
  const { switchTo, signOut } = useWays()
  const { data: tenants } = useAsk(get('/api/v1/tenants'))
  if (!now) return null
  return (
    <OpenedMenu target={target} position="bottom-start" width={240} shadow="md">
      <Menu.Label>{now.user.email}</Menu.Label>
      {tenants?.items.map(tenant => (
        <Menu.Item
          key={tenant.id}
          onClick={() => tenant.id !== now.tenant.id && void switchTo(tenant.id)}
          rightSection={tenant.id === now.tenant.id && <IconCheck size={16} aria-label={t('shell.tenant.here')} />}
        >
          {tenant.name}
        </Menu.Item>
      ))}
      <Menu.Item leftSection={<IconPlus size={16} aria-hidden />} onClick={() => showOverlay('addTenant')}>
        {t('shell.tenant.add')}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item component={Link} to="/settings" leftSection={<IconSettings size={16} aria-hidden />}>
        {t('place.settings')}
      </Menu.Item>
      <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={() => showOverlay('shortcuts')}>
        {t('shell.shortcuts.title')}
      </Menu.Item>
      <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void signOut()}>
        {t('account.signOut')}
      </Menu.Item>
    </OpenedMenu>
  )
}
