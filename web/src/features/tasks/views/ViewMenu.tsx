import { lazy } from 'react'
import { useTranslation } from 'react-i18next'
import type { View } from '@/api/types'
import { DotsMenu } from '@/ui/DotsMenu'

const load = () => import('./ViewMenuOpened')
const Opened = lazy(async () => ({ default: (await load()).ViewMenuOpened }))

export function ViewMenu({ view, size }: { view: View; size?: number }) {
  const { t } = useTranslation()
  return (
    <DotsMenu
      label={t('tasks.views.menu', { name: view.name })}
      size={size}
      load={load}
      opened={target => <Opened view={view} target={target} />}
    />
  )
}
