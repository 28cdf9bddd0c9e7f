import { TextInput, type TextInputProps } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'

type Props = Omit<TextInputProps, 'value' | 'onChange' | 'onBlur'> & {
  value: string
  /** On leaving it or Enter; not if it is as before, or empty. */
  onSave: (value: string) => void
}

/** A text that is edited where it stands; Escape takes back. */
export function EditText({ value, onSave, ...rest }: Props) {
  const [typed, setTyped] = useState<string | null>(null)
  const save = () => {
    const next = typed?.trim()
    if (next && next !== value) onSave(next)
    setTyped(null)
  }
  const keys = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) event.currentTarget.blur()
    if (event.key === 'Escape' && typed !== null) {
      event.stopPropagation()
      setTyped(null)
    }
  }
  return (
    <TextInput
      {...rest}
      value={typed ?? value}
      onChange={event => setTyped(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={keys}
    />
  )
}
