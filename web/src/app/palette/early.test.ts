import { expect, it } from 'vitest'
import { EarlyKeys } from './early'

const plain = { ctrlKey: false, metaKey: false, altKey: false, isComposing: false }
const press = (keys: EarlyKeys, ...pressed: string[]) => pressed.map(key => keys.press({ ...plain, key }))

it('keeps what is typed before the field is there, and Enter', () => {
  const keys = new EarlyKeys()
  press(keys, 'p', 'a', 'u', 'Backspace', 'y', 'Shift')
  expect(keys.typed).toEqual({ text: 'pay', isTaken: false })
  press(keys, 'Enter', 'x')
  expect(keys.typed).toEqual({ text: 'pay', isTaken: true })
})

it('takes signs made with AltGr, and leaves shortcuts alone', () => {
  const keys = new EarlyKeys()
  expect(keys.press({ ...plain, key: '@', ctrlKey: true, altKey: true })).toBe('kept')
  expect(keys.press({ ...plain, key: 'r', ctrlKey: true })).toBe('none')
  expect(press(keys, 'Escape')).toEqual(['leave'])
  expect(keys.typed.text).toBe('@')
})
