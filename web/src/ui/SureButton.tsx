import { Button, type ButtonProps } from '@mantine/core'
import { type ReactNode, useEffect, useState } from 'react'

type Props = Omit<ButtonProps, 'children'> & {
  children: ReactNode
  /** What the second press says. */
  sure: ReactNode
  onSure: () => void
}

const patience = 6_000

/** Asks once more in the same place, so that one finger is enough and one slip is not. */
export function SureButton({ children, sure, onSure, ...button }: Props) {
  const [isAsked, setAsked] = useState(false)
  useEffect(() => {
    if (!isAsked) return
    const timer = window.setTimeout(() => setAsked(false), patience)
    return () => window.clearTimeout(timer)
  }, [isAsked])
  const press = () => {
    if (isAsked) onSure()
    setAsked(!isAsked)
  }
  return (
    <Button
      {...button}
      data-asked={isAsked || undefined}
      aria-live="polite"
      onClick={press}
      onBlur={() => setAsked(false)}
      onKeyDown={event => {
        if (event.key === 'Escape' && isAsked) {
          event.stopPropagation()
          setAsked(false)
        }
      }}
    >
      {isAsked ? sure : children}
    </Button>
  )
}
