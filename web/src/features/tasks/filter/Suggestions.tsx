import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Suggestion } from './completion'
import classes from './FilterLine.module.css'

type Props = {
  id: string
  isOpen: boolean
  offered: readonly Suggestion[]
  active: number
  onTake: (index: number) => void
}

/** The focus stays in the line; these are pointed at. */
export function Suggestions({ id, isOpen, offered, active, onTake }: Props) {
  const { t } = useTranslation()
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => list.current?.children[active]?.scrollIntoView({ block: 'nearest' }), [active])
  return (
    <div
      ref={list}
      id={`${id}-list`}
      role="listbox"
      aria-label={t('tasks.filter.suggestions')}
      hidden={!isOpen}
      className={classes.list}
    >
      {offered.map(({ insert, description }, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the line.
        // biome-ignore lint/a11y/useFocusableInteractive: as above.
        <div
          key={insert}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          className={classes.option}
          onPointerDown={event => event.preventDefault()}
          onClick={() => onTake(index)}
        >
          <span className={classes.insert}>{insert}</span>
          <span className={classes.description}>{description}</span>
        </div>
      ))}
    </div>
  )
}
