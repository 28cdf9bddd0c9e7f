// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { AddLine } from './AddLine'

vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))

/** A line in which a task was written, and what becomes of it. */
function written() {
  let refuse = () => {}
  const onAdd = vi.fn(
    () =>
      new Promise((_, reject) => {
        refuse = () => reject(new Error())
      }),
  )
  const { unmount } = render(
    <MantineProvider env="test">
      <AddLine aria-label="Add" onAdd={onAdd} />
    </MantineProvider>,
  )
  const line = screen.getByLabelText<HTMLInputElement>('Add')
  const write = (value: string) => fireEvent.change(line, { target: { value } })
  write(' Paint ')
  fireEvent.keyDown(line, { key: 'Enter' })
  return { line, write, onAdd, refuse: () => refuse(), unmount }
}

it('is free at once, and gets back what was refused', async () => {
  const { line, onAdd, refuse, unmount } = written()
  expect(onAdd).toHaveBeenCalledExactlyOnceWith('Paint')
  expect(line.value).toBe('')
  refuse()
  await waitFor(() => expect(line.value).toBe('Paint'))
  unmount()
})

it('leaves what is being written by then', async () => {
  const { line, write, refuse, unmount } = written()
  write('Sweep')
  refuse()
  await new Promise(go => setTimeout(go, 20))
  expect(line.value).toBe('Sweep')
  unmount()
})
