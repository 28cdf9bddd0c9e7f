import { type ClipboardEvent, type KeyboardEvent, type Ref, useImperativeHandle, useLayoutEffect, useRef } from 'react'
import classes from './QuickAdd.module.css'
import { segments } from './spans'

type Props = {
  ref?: Ref<HTMLInputElement>
  text: string
  marks: Parameters<typeof segments>[1]
  label: string
  placeholder: string
  describedBy: string
  isInvalid: boolean
  autoFocus?: boolean
  onChange: (text: string) => void
  onKeyDown: (event: KeyboardEvent) => void
  onPaste: (event: ClipboardEvent) => void
}

/** The same text stands once more exactly behind the input, with what was understood coloured and underlined. */
export function HighlightedInput(props: Props) {
  const input = useRef<HTMLInputElement>(null)
  const behind = useRef<HTMLDivElement>(null)
  useImperativeHandle(props.ref, () => input.current!)
  const follow = () => {
    if (behind.current && input.current) behind.current.style.transform = `translateX(${-input.current.scrollLeft}px)`
  }
  useLayoutEffect(follow)
  return (
    <div className={classes.field}>
      <div className={classes.behind} aria-hidden>
        <div ref={behind} className={classes.text}>
          {segments(props.text, props.marks).map(piece =>
            piece.kind ? (
              <mark
                key={piece.start}
                className={classes.mark}
                data-kind={piece.kind}
                data-unresolved={piece.unresolved || undefined}
              >
                {piece.text}
              </mark>
            ) : (
              piece.text
            ),
          )}
        </div>
      </div>
      <input
        ref={input}
        className={classes.input}
        aria-label={props.label}
        aria-describedby={props.describedBy}
        aria-invalid={props.isInvalid || undefined}
        placeholder={props.placeholder}
        autoComplete="off"
        enterKeyHint="done"
        maxLength={2000}
        // biome-ignore lint/a11y/noAutofocus: only where the person has asked to write.
        autoFocus={props.autoFocus}
        data-autofocus={props.autoFocus || undefined}
        value={props.text}
        onChange={event => props.onChange(event.currentTarget.value)}
        onKeyDown={props.onKeyDown}
        onPaste={props.onPaste}
        onScroll={follow}
        onSelect={follow}
      />
    </div>
  )
}
