import { ActionIcon, Menu } from '@mantine/core'
import {
  IconArchive,
  IconDots,
  IconFolderSymlink,
  IconPalette,
  IconPencil,
  IconPlus,
  IconTrash,
  IconUsers,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate } from 'react-router'
import type { Project } from '@/api/types'
import { useArchiveProject, useDeleteProject } from '../api'
import { type Asks, ProjectDialog } from './ProjectDialog'

type Props = { project: Project; size?: number }

/** All that is done with a project. */
export function ProjectMenu({ project, size = 28 }: Props) {
  const { t } = useTranslation()
  const [asks, setAsks] = useState<Asks | null>(null)
  const archive = useArchiveProject()
  const remove = useDeleteProject()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const leave = () => {
    if (pathname.includes(project.id)) navigate('/tasks')
  }
  const entries = [
    { what: 'rename', icon: IconPencil },
    { what: 'color', icon: IconPalette },
    { what: 'add', icon: IconPlus },
    { what: 'move', icon: IconFolderSymlink },
    { what: 'share', icon: IconUsers },
  ] as const
  return (
    <>
      <Menu position="bottom-end" shadow="md" width={220} withinPortal>
        <Menu.Target>
          <ActionIcon
            size={size}
            variant="subtle"
            color="gray"
            c="var(--quiet)"
            aria-label={t('tasks.project.menu', { name: project.name })}
          >
            <IconDots size={17} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {entries.map(({ what, icon: Sign }) => (
            <Menu.Item key={what} leftSection={<Sign size={16} aria-hidden />} onClick={() => setAsks(what)}>
              {t(`tasks.project.do.${what}`)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconArchive size={16} aria-hidden />}
            onClick={() => archive.mutate(project, { onSuccess: leave })}
          >
            {t('tasks.project.do.archive')}
          </Menu.Item>
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => remove.mutate(project, { onSuccess: leave })}
          >
            {t('tasks.project.do.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asks && <ProjectDialog asks={asks} project={project} onClose={() => setAsks(null)} />}
    </>
  )
}
