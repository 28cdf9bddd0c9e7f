import { ActionIcon, Menu, Text, UnstyledButton } from '@mantine/core'
import { IconDots, IconLink, IconRestore, IconTrash, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Task } from '@/api/types'
import { useMay } from '@/data/me'
import { sayDone } from '@/ui/say'
import { useDeleteTask, useRestoreTask, useTask } from '../api'
import classes from './TaskPane.module.css'

type Props = { task: Task | undefined; onClose: () => void; onOpen: (id: string) => void }

/** Where the task stands, and what can be done with all of it. */
export function PaneHead({ task, onClose, onOpen }: Props) {
  const { t } = useTranslation()
  return (
    <div className={classes.head}>
      <nav className={classes.crumbs} aria-label={t('pane.place')}>
        {task?.project_id && <Link to={`/tasks/projects/${task.project_id}`}>{task.project}</Link>}
        {task?.parent_id && <Parent id={task.parent_id} onOpen={onOpen} />}
        {task?.key && (
          <Text component="span" size="xs" c="var(--quiet)" className={classes.key}>
            {task.key}
          </Text>
        )}
      </nav>
      {task && <More task={task} onClose={onClose} />}
      <ActionIcon variant="subtle" color="gray" size={36} aria-label={t('common.close')} onClick={onClose}>
        <IconX size={18} aria-hidden />
      </ActionIcon>
    </div>
  )
}

function Parent({ id, onOpen }: { id: string; onOpen: (id: string) => void }) {
  const { t } = useTranslation()
  const { data } = useTask(id)
  return (
    <UnstyledButton className={classes.parent} onClick={() => onOpen(id)}>
      {data?.title ?? t('pane.parent')}
    </UnstyledButton>
  )
}

function More({ task, onClose }: { task: Task; onClose: () => void }) {
  const { t } = useTranslation()
  const mayWrite = useMay('write:tasks')
  const away = useDeleteTask()
  const back = useRestoreTask()
  const copy = async () => {
    const address = new URL(`/tasks?task=${task.id}`, window.location.href)
    await navigator.clipboard?.writeText(address.href)
    sayDone(t('pane.linkCopied'))
  }
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={t('pane.actions')}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconLink size={16} aria-hidden />} onClick={() => void copy()}>
          {t('pane.copyLink')}
        </Menu.Item>
        {mayWrite &&
          (task.deleted_at ? (
            <Menu.Item leftSection={<IconRestore size={16} aria-hidden />} onClick={() => back.mutate(task)}>
              {t('pane.restore')}
            </Menu.Item>
          ) : (
            <Menu.Item
              leftSection={<IconTrash size={16} aria-hidden />}
              onClick={() => {
                onClose()
                away.mutate(task)
              }}
            >
              {t('pane.delete')}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  )
}
