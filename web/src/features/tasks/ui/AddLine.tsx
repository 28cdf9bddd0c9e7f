import { TextInput, type TextInputProps } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'

type Props = Omit<TextInputProps, 'value' | 'onChange' | 'onKeyDown'> & { onAdd: (title: string) => Promise<unknown> }

/** A title and Enter: the line is free for the next one at once. What was refused comes back, unless the next one is being written. */
export function AddLine({ onAdd, ...rest }: Props) {
  const [title, setTitle] = useState('')
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && title) {
      event.preventDefault()
      setTitle('')
    }
    const wanted = title.trim()
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || !wanted) return
    setTitle('')
    onAdd(wanted).catch(() => setTitle(now => now || wanted))
  }
  return (
    <TextInput
      variant="unstyled"
      maxLength={500}
      {...rest}
      value={title}
      onChange={event => setTitle(event.currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  )
}
