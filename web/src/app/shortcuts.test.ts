// @vitest-environment jsdom
import { expect, it } from 'vitest'
import { isTyping, Keyboard, keyNames, keyOf, type Shortcut } from './shortcuts'

const shortcut = (keys: string, more: Partial<Shortcut> = {}): Shortcut => ({
  keys,
  label: 'place.today',
  run: () => {},
  ...more,
})
const pressed = (key: string, more: Partial<KeyboardEvent> = {}) =>
  keyOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, ...more })

it('finds a sequence pressed one after the other', () => {
  const [tasks, help] = [shortcut('g t'), shortcut('?')]
  const keyboard = new Keyboard(() => [tasks, help])
  expect(keyboard.press('g', false, 0)).toBeNull()
  expect(keyboard.press('t', false, 900)).toBe(tasks)
  expect(keyboard.press('t', false, 1000)).toBeNull()
  expect(keyboard.press('?', false, 1100)).toBe(help)
})

it('forgets the first key of a sequence after a while, and after another key', () => {
  const keyboard = new Keyboard(() => [shortcut('g t')])
  keyboard.press('g', false, 0)
  expect(keyboard.press('t', false, 1600)).toBeNull()
  keyboard.press('g', false, 2000)
  keyboard.press('x', false, 2100)
  expect(keyboard.press('t', false, 2200)).toBeNull()
})

it('leaves the keys to who types, but for those that are meant there', () => {
  const palette = shortcut('mod+k', { inInputs: true })
  const keyboard = new Keyboard(() => [palette, shortcut('g t'), shortcut('mod+z')])
  expect(keyboard.press('mod+z', true, 0)).toBeNull()
  expect(keyboard.press('mod+k', true, 0)).toBe(palette)
  keyboard.press('g', true, 10)
  expect(keyboard.press('t', false, 20)).toBeNull()
})

it('takes what was registered last', () => {
  const [first, second] = [shortcut('n'), shortcut('n')]
  expect(new Keyboard(() => [first, second]).press('n', false, 0)).toBe(second)
})

it('names what is pressed', () => {
  expect(pressed('k', { ctrlKey: true })).toBe('mod+k')
  expect(pressed('K', { metaKey: true, shiftKey: true })).toBe('mod+shift+k')
  expect(pressed('?', { shiftKey: true })).toBe('?')
  expect(pressed('[', { ctrlKey: true, altKey: true })).toBe('[')
  expect(pressed('Shift', { shiftKey: true })).toBeNull()
  expect(pressed('a', { isComposing: true })).toBeNull()
})

it('knows where somebody types', () => {
  document.body.innerHTML = '<input id=text><input id=box type=checkbox><textarea id=area></textarea><p id=p></p>'
  const at = (id: string) => isTyping(document.getElementById(id))
  expect([at('text'), at('box'), at('area'), at('p')]).toEqual([true, false, true, false])
})

it('shows keys as they stand on the keyboard', () => {
  expect(keyNames('mod+k')).toEqual([['Ctrl', 'K']])
  expect(keyNames('g t')).toEqual([['G'], ['T']])
  expect(keyNames('Enter')).toEqual([['Enter']])
})
