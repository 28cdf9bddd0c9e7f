import {
  IconAlertCircle,
  IconAlignLeft,
  IconCalendar,
  IconFlag,
  IconFolder,
  IconHourglass,
  IconLayoutList,
  IconPlayerPlay,
  IconQuote,
  IconRepeat,
  IconTag,
  IconUser,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { QuickSpan } from '@/api/types'
import classes from './QuickAdd.module.css'
import type { Kind, Unresolved } from './spans'
import { spanText } from './spanText'

const signs: Record<Kind, typeof IconTag> = {
  due: IconCalendar,
  start: IconPlayerPlay,
  recurrence: IconRepeat,
  estimate: IconHourglass,
  priority: IconFlag,
  project: IconFolder,
  section: IconLayoutList,
  label: IconTag,
  assignee: IconUser,
  notes: IconAlignLeft,
  quote: IconQuote,
}

/** In words, what was understood, and what was not. */
export function Understood({ spans, unresolved }: { spans: readonly QuickSpan[]; unresolved: readonly Unresolved[] }) {
  const { t } = useTranslation()
  return (
    <>
      {spans
        .filter(span => span.kind !== 'quote')
        .map(span => {
          const Sign = signs[span.kind]
          return (
            <span key={span.start} className={classes.chip} data-kind={span.kind}>
              <Sign size={13} aria-hidden />
              <span>{`${t(`tasks.quick.kind.${span.kind}`)}: ${spanText(span)}`}</span>
            </span>
          )
        })}
      {unresolved.map(one => (
        <span key={one.start} className={classes.chip} data-unresolved>
          <IconAlertCircle size={13} aria-hidden />
          <span>
            {t(`tasks.quick.unresolved.${one.reason as 'unknown' | 'ambiguous' | 'no_project'}`, {
              kind: t(`tasks.quick.kind.${one.kind}`),
              name: one.value,
            })}
          </span>
        </span>
      ))}
    </>
  )
}
