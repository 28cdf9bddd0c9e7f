import { Menu, Modal } from '@mantine/core'
import { IconPencil, IconTrash, IconUsers } from '@tabler/icons-react'
import { type ReactElement, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate } from 'react-router'
import type { View } from '@/api/types'
import { OpenedMenu } from '@/ui/OpenedMenu'
import { useDeleteView, useUpdateView } from '../api'
import { NameForm } from '../ui/NameForm'

export function ViewMenuOpened({ view, target }: { view: View; target: ReactElement }) {
  const { t } = useTranslation()
  const [renames, setRenames] = useState(false)
  const update = useUpdateView()
  const remove = useDeleteView()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  return (
    <>
      <OpenedMenu target={target} position="bottom-end" shadow="md" width={220} withinPortal>
        <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => setRenames(true)}>
          {t('tasks.views.rename')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconUsers size={16} aria-hidden />}
          onClick={() => update.mutate({ view, changes: { shared: !view.shared } })}
        >
          {t(view.shared ? 'tasks.views.unshare' : 'tasks.views.share')}
        </Menu.Item>
        <Menu.Item
          color="red"
          leftSection={<IconTrash size={16} aria-hidden />}
          onClick={() =>
            remove.mutate(view, {
              onSuccess: () => {
                if (pathname.includes(view.id)) navigate('/tasks')
              },
            })
          }
        >
          {t('tasks.views.delete')}
        </Menu.Item>
      </OpenedMenu>
      {renames && (
        <Modal
          opened
          onClose={() => setRenames(false)}
          title={t('tasks.views.rename')}
          closeButtonProps={{ 'aria-label': t('common.close') }}
        >
          <NameForm
            label={t('tasks.views.viewName')}
            name={view.name}
            maxLength={100}
            onSave={async name => {
              await update.mutateAsync({ view, changes: { name } })
              setRenames(false)
            }}
          />
        </Modal>
      )}
    </>
  )
}
