import { Menu } from '@mantine/core'
import {
  IconArchive,
  IconFolderSymlink,
  IconPalette,
  IconPencil,
  IconPlus,
  IconTrash,
  IconUsers,
} from '@tabler/icons-react'
import { type ReactElement, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate } from 'react-router'
import type { Project } from '@/api/types'
import { OpenedMenu } from '@/ui/OpenedMenu'
import { useArchiveProject, useDeleteProject } from '../api'
import { type Asks, ProjectDialog } from './ProjectDialog'

type Props = { project: Project; target: ReactElement }

export function ProjectMenuOpened({ project, target }: Props) {
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
      <OpenedMenu target={target} position="bottom-end" shadow="md" width={220} withinPortal>
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
      </OpenedMenu>
      {asks && <ProjectDialog asks={asks} project={project} onClose={() => setAsks(null)} />}
    </>
  )
}
