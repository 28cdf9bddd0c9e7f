import type { ClipboardEvent, KeyboardEvent, Ref } from 'react'
import { MarkedInput } from '../ui/MarkedInput'
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

/** The line of quick add, with what was understood coloured and underlined. */
export const HighlightedInput = (props: Props) => (
  <MarkedInput
    ref={props.ref}
    marked={segments(props.text, props.marks).map(piece =>
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
    aria-label={props.label}
    aria-describedby={props.describedBy}
    aria-invalid={props.isInvalid || undefined}
    placeholder={props.placeholder}
    enterKeyHint="done"
    autoFocus={props.autoFocus}
    data-autofocus={props.autoFocus || undefined}
    value={props.text}
    onChange={event => props.onChange(event.currentTarget.value)}
    onKeyDown={props.onKeyDown}
    onPaste={props.onPaste}
  />
)
