import { NavLink as Line } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { NavLink, Outlet, useLocation } from 'react-router'
import { useMe } from '@/data/me'
import classes from './Settings.module.css'
import { sectionsFor } from './sections'

/** On a desk the sections stand beside the one that is open; on a phone they are a page of their own. */
export function SettingsFrame() {
  const { t } = useTranslation()
  const { data: me } = useMe()
  const { pathname } = useLocation()
  return (
    <div className={classes.frame}>
      <nav className={classes.sections} aria-label={t('settings.sections')}>
        {sectionsFor(me).map(({ id, icon: Sign }) => (
          <Line
            key={id}
            component={NavLink}
            to={`/settings/${id}`}
            active={pathname === `/settings/${id}`}
            label={t(`settings.${id}.title`)}
            leftSection={<Sign size={18} stroke={1.7} aria-hidden />}
            style={{ borderRadius: 'var(--mantine-radius-md)' }}
          />
        ))}
      </nav>
      <div className={classes.section}>
        <Outlet />
      </div>
    </div>
  )
}
