import { IconCalendar, IconLayoutKanban, IconList } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { NavLink, useLocation, useParams } from 'react-router'
import classes from './ViewSwitch.module.css'

const views = [
  { name: 'list', to: '', icon: IconList },
  { name: 'board', to: '/board', icon: IconLayoutKanban },
  { name: 'calendar', to: '/calendar', icon: IconCalendar },
] as const

/** The same tasks as a list, a board, a calendar. What is looked for stays. */
export function ViewSwitch() {
  const { t } = useTranslation()
  const { project_id } = useParams()
  const { search } = useLocation()
  const base = project_id ? `/tasks/projects/${project_id}` : '/tasks'
  return (
    <nav className={classes.switch} aria-label={t('tasks.view.name')}>
      {views.map(({ name, to, icon: Sign }) => (
        <NavLink
          key={name}
          end
          to={{ pathname: base + to, search }}
          className={classes.view}
          title={t(`tasks.view.${name}`)}
        >
          <Sign size={17} stroke={1.7} aria-hidden />
          <span>{t(`tasks.view.${name}`)}</span>
        </NavLink>
      ))}
    </nav>
  )
}
