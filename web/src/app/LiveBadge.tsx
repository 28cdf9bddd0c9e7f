import { useTranslation } from 'react-i18next'
import { useLiveState } from '@/data/live'
import classes from './LiveBadge.module.css'

/** Whether what others do is seen at once. */
export function LiveBadge() {
  const { t } = useTranslation()
  const state = useLiveState()
  return (
    <span
      role="status"
      aria-label={t(`live.${state}`)}
      title={t(`live.${state}`)}
      className={classes.badge}
      data-state={state}
    >
      <span className={classes.dot} />
    </span>
  )
}
