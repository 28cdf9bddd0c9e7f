import { Menu, type MenuProps } from '@mantine/core'
import { cloneElement, type ReactElement, useEffect, useRef, useState } from 'react'

type Props = MenuProps & { target: ReactElement }

/** The menu of a `LaterMenu`: it opens as soon as it is there, and gives the focus back to its button. */
export function OpenedMenu({ target, children, ...menu }: Props) {
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    button.current?.focus()
    setOpen(true)
  }, [])
  return (
    <Menu {...menu} opened={isOpen} onChange={setOpen}>
      <Menu.Target>{cloneElement(target as ReactElement<object>, { ref: button } as object)}</Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  )
}
