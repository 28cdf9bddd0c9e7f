import { Avatar, Group, Text, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { lazy } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '@/data/me'
import { LaterMenu } from '@/ui/LaterMenu'

const load = () => import('./TenantMenuOpened')
const Opened = lazy(async () => ({ default: (await load()).TenantMenuOpened }))

/** Where one is, and the ways elsewhere. */
export function TenantMenu() {
  const { t } = useTranslation()
  const now = useSession()
  if (!now) return null
  return (
    <LaterMenu
      load={load}
      opened={target => <Opened target={target} />}
      target={
        <UnstyledButton p={4} style={{ borderRadius: 'var(--mantine-radius-md)', minWidth: 0 }}>
          <Group gap="xs" wrap="nowrap">
            <Avatar size={28} radius="md" color="pine" variant="filled" aria-hidden>
              {now.tenant.name.slice(0, 1).toUpperCase()}
            </Avatar>
            <Text size="sm" fw={600} truncate>
              {now.tenant.name}
              <VisuallyHidden>{t('shell.tenant.menu')}</VisuallyHidden>
            </Text>
          </Group>
        </UnstyledButton>
      }
    />
  )
}
