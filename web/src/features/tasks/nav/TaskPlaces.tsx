import { ActionIcon, UnstyledButton } from '@mantine/core'
import { IconBookmark, IconChevronRight, IconLock, IconPlus, IconTag, IconTrash } from '@tabler/icons-react'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NavLink, useNavigate } from 'react-router'
import { useProjects, useViews } from '../api'
import { ProjectMenu } from '../projects/ProjectMenu'
import { inTree } from '../projects/tree'
import { ColorDot } from '../ui/ColorDot'
import { ViewMenu } from '../views/ViewMenu'
import classes from './TaskPlaces.module.css'

const ProjectForm = lazy(async () => ({ default: (await import('../projects/ProjectForm')).ProjectForm }))

/** Below "Tasks" in the navigation of a desk: projects as a tree, views, labels, the trash. */
export function TaskPlaces() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [closed, setClosed] = useState<readonly string[]>([])
  const [adds, setAdds] = useState(false)
  const projects = useProjects().data?.items ?? []
  const views = useViews().data?.items ?? []
  return (
    <div className={classes.places}>
      <div className={classes.head}>
        <NavLink to="/tasks/projects" end className={classes.title}>
          {t('tasks.project.all')}
        </NavLink>
        <ActionIcon
          size={26}
          variant="subtle"
          color="gray"
          c="var(--quiet)"
          aria-label={t('tasks.project.add')}
          onClick={() => setAdds(true)}
        >
          <IconPlus size={16} aria-hidden />
        </ActionIcon>
      </div>
      <ul>
        {inTree(projects, id => closed.includes(id)).map(({ project, depth, hasChildren }) => (
          <Line
            key={project.id}
            to={`/tasks/projects/${project.id}`}
            depth={depth}
            name={project.name}
            sign={<ColorDot color={project.color} />}
            mark={project.member_ids && <IconLock size={13} aria-label={t('tasks.project.private')} />}
            before={
              hasChildren && (
                <UnstyledButton
                  className={classes.fold}
                  aria-expanded={!closed.includes(project.id)}
                  aria-label={t('tasks.project.fold', { name: project.name })}
                  onClick={() =>
                    setClosed(now =>
                      now.includes(project.id) ? now.filter(id => id !== project.id) : [...now, project.id],
                    )
                  }
                >
                  <IconChevronRight size={14} aria-hidden />
                </UnstyledButton>
              )
            }
            menu={<ProjectMenu project={project} size={26} />}
          />
        ))}
      </ul>
      {views.length > 0 && (
        <>
          <div className={classes.head}>
            <span className={classes.title}>{t('tasks.views.all')}</span>
          </div>
          <ul>
            {views.map(view => (
              <Line
                key={view.id}
                to={`/tasks/views/${view.id}`}
                name={view.name}
                sign={<IconBookmark size={15} stroke={1.7} aria-hidden />}
                menu={<ViewMenu view={view} size={26} />}
              />
            ))}
          </ul>
        </>
      )}
      <ul>
        <Line to="/tasks/labels" name={t('tasks.label.all')} sign={<IconTag size={15} stroke={1.7} aria-hidden />} />
        <Line to="/tasks/trash" name={t('tasks.trash.name')} sign={<IconTrash size={15} stroke={1.7} aria-hidden />} />
      </ul>
      <Suspense>
        {adds && (
          <ProjectForm
            onClose={() => setAdds(false)}
            onAdded={id => {
              setAdds(false)
              navigate(`/tasks/projects/${id}`)
            }}
          />
        )}
      </Suspense>
    </div>
  )
}

type LineProps = {
  to: string
  name: string
  sign: ReactNode
  depth?: number
  before?: ReactNode
  mark?: ReactNode
  menu?: ReactNode
}

const Line = ({ to, name, sign, depth = 0, before, mark, menu }: LineProps) => (
  <li className={classes.line} style={{ paddingInlineStart: `${depth * 0.875}rem` }}>
    <span className={classes.before}>{before}</span>
    <NavLink to={to} className={classes.link}>
      {sign}
      <span className={classes.name}>{name}</span>
      {mark}
    </NavLink>
    {menu && <span className={classes.menu}>{menu}</span>}
  </li>
)
