import { Badge, Checkbox, Text } from '@mantine/core'
import { IconArrowBackUp, IconRobot, IconUser } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Change } from '@/api/types'
import { timeOfDayText } from '@/i18n/format'
import { operationText } from '@/i18n/words'
import { ByWhom } from './ByWhom'
import classes from './ChangeLine.module.css'
import { subjectOf } from './lines'

type Props = {
  change: Change
  to: string
  undoneBy?: string | null
  selected?: boolean
  /** Without it nothing can be selected. */
  onSelect?: (extend: boolean) => void
}

/** One change in a line: what, to what, by whom, when. */
export function ChangeLine({ change, to, undoneBy = null, selected = false, onSelect }: Props) {
  const { t } = useTranslation()
  const subject = subjectOf(change)
  const title = [operationText(change.operation), subject].filter(Boolean).join(': ')
  const Sign = change.undoes.length > 0 ? IconArrowBackUp : change.agent || change.api_key_id ? IconRobot : IconUser
  return (
    <div className={classes.line} data-selected={selected || undefined} data-undone={undoneBy !== null || undefined}>
      {onSelect && (
        <Checkbox
          checked={selected}
          aria-label={t('journal.select', { title })}
          onChange={event => onSelect((event.nativeEvent as MouseEvent).shiftKey === true)}
          className={classes.check}
        />
      )}
      <Sign size={18} stroke={1.6} aria-hidden className={classes.sign} />
      <Link to={to} className={classes.link} preventScrollReset>
        <span className={classes.what}>
          <Text span size="sm">
            {operationText(change.operation)}
          </Text>
          {subject && (
            <Text span size="sm" fw={550} className={classes.subject} dir="auto">
              {subject}
            </Text>
          )}
          {undoneBy && (
            <Badge size="sm" variant="light" color="gray">
              {t('journal.isUndone')}
            </Badge>
          )}
        </span>
        <Text span size="xs" c="var(--quiet)" className={classes.who}>
          <ByWhom change={change} />
          {' · '}
          <time dateTime={change.at}>{timeOfDayText(change.at)}</time>
        </Text>
      </Link>
    </div>
  )
}
