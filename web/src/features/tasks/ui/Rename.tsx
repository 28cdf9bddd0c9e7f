import { useRef, useState } from 'react'
import classes from './Rename.module.css'

type Props = {
  label: string
  text: string
  maxLength: number
  onSave: (text: string) => void
  onClose: () => void
}

/** In its place: Enter and leaving save, Escape takes back. */
export function Rename({ label, text, maxLength, onSave, onClose }: Props) {
  const [now, setNow] = useState(text)
  const closed = useRef(false)
  const close = (save: boolean) => {
    if (closed.current) return
    closed.current = true
    const wanted = now.trim()
    if (save && wanted && wanted !== text) onSave(wanted)
    onClose()
  }
  return (
    <input
      className={classes.edit}
      aria-label={label}
      // biome-ignore lint/a11y/noAutofocus: it stands where the person has asked to write.
      autoFocus
      maxLength={maxLength}
      value={now}
      onFocus={event => event.currentTarget.select()}
      onChange={event => setNow(event.currentTarget.value)}
      onBlur={() => close(true)}
      onClick={event => event.stopPropagation()}
      onKeyDown={event => {
        event.stopPropagation()
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) close(true)
        if (event.key === 'Escape') close(false)
      }}
    />
  )
}
