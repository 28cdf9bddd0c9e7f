import { ActionIcon } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { lazy } from 'react'
import { useTranslation } from 'react-i18next'
import type { View } from '@/api/types'
import { LaterMenu } from '@/ui/LaterMenu'

const load = () => import('./ViewMenuOpened')
const Opened = lazy(async () => ({ default: (await load()).ViewMenuOpened }))

export function ViewMenu({ view, size = 28 }: { view: View; size?: number }) {
  const { t } = useTranslation()
  return (
    <LaterMenu
      load={load}
      opened={target => <Opened view={view} target={target} />}
      target={
        <ActionIcon
          size={size}
          variant="subtle"
          color="gray"
          c="var(--quiet)"
          aria-label={t('tasks.views.menu', { name: view.name })}
        >
          <IconDots size={17} aria-hidden />
        </ActionIcon>
      }
    />
  )
}
