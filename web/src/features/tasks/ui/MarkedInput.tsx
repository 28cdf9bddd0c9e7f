import { type ComponentProps, type ReactNode, useImperativeHandle, useLayoutEffect, useRef } from 'react'
import classes from './MarkedInput.module.css'

type Props = Omit<ComponentProps<'input'>, 'className' | 'onScroll'> & {
  /** The same text, with marks that neither move nor resize its letters. */
  marked: ReactNode
  /** In letters that are all as wide. */
  isCode?: boolean
}

/** A line that is written, with the same text once more exactly behind it, for marks. */
export function MarkedInput({ ref, marked, isCode, onSelect, ...line }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const behind = useRef<HTMLDivElement>(null)
  useImperativeHandle(ref, () => input.current!)
  const follow = () => {
    if (behind.current && input.current) behind.current.style.transform = `translateX(${-input.current.scrollLeft}px)`
  }
  useLayoutEffect(follow)
  return (
    <div className={classes.field} data-code={isCode || undefined}>
      <div className={classes.behind} aria-hidden>
        <div ref={behind} className={classes.text}>
          {marked}
        </div>
      </div>
      <input
        {...line}
        ref={input}
        className={classes.input}
        autoComplete="off"
        maxLength={2000}
        onScroll={follow}
        onSelect={event => {
          follow()
          onSelect?.(event)
        }}
      />
    </div>
  )
}
