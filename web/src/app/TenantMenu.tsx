import { Avatar, Group, Menu, Text, UnstyledButton } from '@mantine/core'
import { IconCheck, IconLogout, IconSettings } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { get, post } from '@/api/call'
import { send } from '@/api/send'
import { session } from '@/api/session'
import type { SignedIn } from '@/api/types'
import { useAsk } from '@/data/ask'
import { useSession } from '@/data/me'
import { signOut } from '@/data/signOut'

/** Where one is, and the ways elsewhere. */
export function TenantMenu() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const now = useSession()
  const { data: tenants } = useAsk(get('/api/v1/tenants'))
  if (!now) return null

  const switchTo = async (tenant_id: string) => {
    const { data } = await send(post('/api/v1/auth/switch', { body: { tenant_id } }))
    session.open(data as SignedIn)
    navigate('/')
  }
  return (
    <Menu position="bottom-start" width={240} shadow="md">
      <Menu.Target>
        <UnstyledButton p={4} style={{ borderRadius: 'var(--mantine-radius-md)', minWidth: 0 }}>
          <Group gap="xs" wrap="nowrap">
            <Avatar size={28} radius="md" color="pine" variant="filled" aria-hidden>
              {now.tenant.name.slice(0, 1).toUpperCase()}
            </Avatar>
            <Text size="sm" fw={600} truncate>
              {now.tenant.name}
            </Text>
          </Group>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{now.user.email}</Menu.Label>
        {tenants?.items.map(tenant => (
          <Menu.Item
            key={tenant.id}
            onClick={() => tenant.id !== now.tenant.id && void switchTo(tenant.id)}
            rightSection={tenant.id === now.tenant.id && <IconCheck size={16} aria-hidden />}
          >
            {tenant.name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item component={Link} to="/settings" leftSection={<IconSettings size={16} aria-hidden />}>
          {t('place.settings')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLogout size={16} aria-hidden />}
          onClick={async () => (await signOut()) && navigate('/sign-in')}
        >
          {t('account.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
