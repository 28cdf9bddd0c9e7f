import { t } from '@/i18n'
import classes from './TaskRow.module.css'

/** Somebody, in two letters. */
export function Initials({ name }: { name: string | undefined }) {
  const shown = name ?? t('tasks.row.someone')
  return (
    <span className={classes.initials} role="img" aria-label={t('tasks.row.assigned', { name: shown })} title={shown}>
      {initials(shown)}
    </span>
  )
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const last = words.length > 1 ? words.at(-1)! : ''
  return [words[0] ?? '?', last].map(word => [...word][0]?.toLocaleUpperCase() ?? '').join('')
}
