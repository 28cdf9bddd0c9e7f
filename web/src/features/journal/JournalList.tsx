import { Title } from '@mantine/core'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Change } from '@/api/types'
import { dayText, longDayText, today } from '@/i18n/format'
import { ChangeLine } from './ChangeLine'
import classes from './JournalList.module.css'
import { linesOf } from './lines'

type Props = {
  changes: readonly Change[]
  pathOf: (id: string) => string
  isSelected: (id: string) => boolean
  onSelect: (id: string, extend: boolean) => void
  /** Asks for the next page; null: there is none, or it is on its way. */
  more: (() => void) | null
}

/** Only the lines in sight are in the page, however long the journal is. */
export function JournalList({ changes, pathOf, isSelected, onSelect, more }: Props) {
  const { t } = useTranslation()
  const list = useRef<HTMLUListElement>(null)
  const [top, setTop] = useState(0)
  useLayoutEffect(() => {
    if (list.current) setTop(list.current.getBoundingClientRect().top + window.scrollY)
  }, [])
  const lines = useMemo(() => linesOf(changes), [changes])
  const virtual = useWindowVirtualizer({
    count: lines.length,
    estimateSize: index => (lines[index]?.kind === 'day' ? 44 : 48),
    getItemKey: index => {
      const line = lines[index]!
      return line.kind === 'day' ? line.day : line.change.id
    },
    overscan: 12,
    scrollMargin: top,
  })
  const items = virtual.getVirtualItems()
  const lastShown = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (more && lastShown >= lines.length - 15) more()
  }, [more, lastShown, lines.length])

  return (
    <ul ref={list} className={classes.list} style={{ height: virtual.getTotalSize() }} aria-label={t('place.journal')}>
      {items.map(item => {
        const line = lines[item.index]!
        return (
          <li
            key={item.key}
            ref={virtual.measureElement}
            data-index={item.index}
            className={classes.item}
            style={{ transform: `translateY(${item.start - top}px)` }}
          >
            {line.kind === 'day' ? (
              <Title order={2} size="sm" className={classes.day}>
                {dayHeading(line.day)}
              </Title>
            ) : (
              <ChangeLine
                change={line.change}
                to={pathOf(line.change.id)}
                undoneBy={line.undoneBy}
                selected={isSelected(line.change.id)}
                onSelect={extend => onSelect(line.change.id, extend)}
              />
            )}
          </li>
        )
      })}
    </ul>
  )
}

const dayHeading = (day: string): string => {
  const now = today()
  return day === now || day.slice(0, 4) !== now.slice(0, 4) ? dayText(day, now) : longDayText(day)
}
