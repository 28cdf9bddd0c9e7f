import { ActionIcon } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { lazy } from 'react'
import { useTranslation } from 'react-i18next'
import type { Project } from '@/api/types'
import { LaterMenu } from '@/ui/LaterMenu'

const load = () => import('./ProjectMenuOpened')
const Opened = lazy(async () => ({ default: (await load()).ProjectMenuOpened }))

/** All that is done with a project. */
export function ProjectMenu({ project, size = 28 }: { project: Project; size?: number }) {
  const { t } = useTranslation()
  return (
    <LaterMenu
      load={load}
      opened={target => <Opened project={project} target={target} />}
      target={
        <ActionIcon
          size={size}
          variant="subtle"
          color="gray"
          c="var(--quiet)"
          aria-label={t('tasks.project.menu', { name: project.name })}
        >
          <IconDots size={17} aria-hidden />
        </ActionIcon>
      }
    />
  )
}
