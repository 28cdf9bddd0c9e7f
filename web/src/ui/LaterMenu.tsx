import { cloneElement, type ReactElement, type ReactNode, Suspense, useState } from 'react'

type Target = ReactElement<{
  onClick?: () => void
  onFocus?: () => void
  onPointerEnter?: () => void
  'aria-haspopup'?: 'menu'
  'aria-expanded'?: boolean
}>

type Props = {
  target: Target
  /** What has the menu, begun to be loaded when the button is approached. */
  load: () => Promise<unknown>
  /** The same button with its menu. */
  opened: (target: ReactElement) => ReactNode
}

/** A button whose menu is loaded when it is first wanted: pages have many of them, and most are never opened. */
export function LaterMenu({ target, load, opened }: Props) {
  const [isWanted, setWanted] = useState(false)
  const approach = () => void load()
  if (isWanted) return <Suspense fallback={target}>{opened(target)}</Suspense>
  return cloneElement(target, {
    onClick: () => setWanted(true),
    onFocus: approach,
    onPointerEnter: approach,
    'aria-haspopup': 'menu',
    'aria-expanded': false,
  })
}
