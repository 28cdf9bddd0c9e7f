import type { ParseKeys } from 'i18next'
import { useEffect } from 'react'

export type Shortcut = {
  /** `mod+k` (Ctrl, or Cmd on a Mac), `?`, `g t`: one after the other. Letters are small; `shift+t` is the large one. */
  keys: string
  label: ParseKeys
  run: () => void
  /** Also while somebody types. */
  inInputs?: boolean
  /** What it stands under on the help page; else the general ones. */
  group?: ParseKeys
}

/** What is pressed where, and what is told of it on the help page. */
const registered = new Set<Shortcut>()

function registerShortcuts(...shortcuts: readonly Shortcut[]): () => void {
  for (const shortcut of shortcuts) registered.add(shortcut)
  return () => {
    for (const shortcut of shortcuts) registered.delete(shortcut)
  }
}

/** For as long as a component is there; hand over what stays the same between renders. */
export function useShortcuts(shortcuts: readonly Shortcut[]) {
  useEffect(() => registerShortcuts(...shortcuts), [shortcuts])
}

export const knownShortcuts = (): readonly Shortcut[] => [...registered]

/** How long the second key of `g t` may take, in ms. */
const patience = 1500

/** Reads keys one by one; the newest registration of the same keys wins. */
export class Keyboard {
  private before: { key: string; at: number } | null = null

  constructor(private readonly shortcuts: () => Iterable<Shortcut> = () => registered) {}

  press(key: string, typing: boolean, now: number): Shortcut | null {
    const before = this.before && now - this.before.at <= patience ? this.before.key : null
    this.before = null
    const usable = [...this.shortcuts()].filter(shortcut => !typing || shortcut.inInputs).reverse()
    const found =
      (before && usable.find(one => one.keys === `${before} ${key}`)) || usable.find(one => one.keys === key)
    if (!found && usable.some(one => one.keys.startsWith(`${key} `))) this.before = { key, at: now }
    return found ?? null
  }
}

/** The name of what was pressed, as in `Shortcut.keys`; null: a modifier alone, or a key that is being composed. */
export function keyOf(event: KeyEvent): string | null {
  if (event.isComposing || ['Control', 'Meta', 'Shift', 'Alt', 'AltGraph', 'Dead', 'Process'].includes(event.key))
    return null
  // On many keyboards signs are made with AltGr, which counts as Ctrl and Alt.
  const isSign = event.key.length === 1 && !/[a-z]/i.test(event.key)
  const modifiers = [
    (event.ctrlKey || event.metaKey) && !(isSign && event.altKey) && 'mod',
    event.altKey && !isSign && 'alt',
    event.shiftKey && !isSign && 'shift',
  ].filter(Boolean)
  return [...modifiers, event.key.length === 1 ? event.key.toLowerCase() : event.key].join('+')
}

type KeyEvent = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing'>

/** Whether keys belong to what has the focus: text, or a list that finds by letters. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.closest('input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [role=menu]') !== null)

/** From now on the keys do what is registered; not while a dialog is open, but for those that are meant for inputs, too. */
export function startShortcuts(): () => void {
  const keyboard = new Keyboard()
  const listen = (event: KeyboardEvent) => {
    const key = event.defaultPrevented ? null : keyOf(event)
    if (!key) return
    const busy = isTyping(event.target) || document.querySelector('[role=dialog][aria-modal=true]') !== null
    const shortcut = keyboard.press(key, busy, event.timeStamp)
    if (!shortcut) return
    event.preventDefault()
    shortcut.run()
  }
  window.addEventListener('keydown', listen)
  return () => window.removeEventListener('keydown', listen)
}

const isMac = () => /Mac|iPhone|iPad/.test(navigator.userAgent)

/** As they stand on the keyboard: `mod+k` is Ctrl K or ⌘ K. One inner list for what is pressed together. */
export const keyNames = (keys: string): string[][] =>
  keys
    .split(' ')
    .map(together =>
      together
        .split(/\+(?!$)/)
        .map(key => (key === 'mod' ? (isMac() ? '⌘' : 'Ctrl') : key.length === 1 ? key.toUpperCase() : capital(key))),
    )

const capital = (key: string) => key.charAt(0).toUpperCase() + key.slice(1)
