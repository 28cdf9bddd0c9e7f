type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing'>

/** What is typed between Ctrl-K and the palette's field, which is loaded first: nobody waits for a field with his first letters. */
export class EarlyKeys {
  private text = ''
  private isTaken = false

  /** Whether the key was for the field that comes; `leave`: it is not wanted any more. */
  press({ key, ctrlKey, metaKey, altKey, isComposing }: Key): 'kept' | 'leave' | 'none' {
    if (isComposing || this.isTaken) return this.isTaken ? 'kept' : 'none'
    if (key === 'Escape') return 'leave'
    if (key === 'Enter') this.isTaken = true
    else if (key === 'Backspace') this.text = this.text.slice(0, -1)
    else if (key.length === 1 && ctrlKey === altKey && !metaKey) this.text += key
    else return 'none'
    return 'kept'
  }

  /** What was typed, and whether Enter came after it. */
  get typed(): { text: string; isTaken: boolean } {
    return { text: this.text, isTaken: this.isTaken }
  }
}

let keys: EarlyKeys | null = null
let leave = () => {}

const listen = (event: KeyboardEvent) => {
  const what = keys?.press(event) ?? 'none'
  if (what === 'none') return
  event.preventDefault()
  event.stopPropagation()
  if (what === 'leave') leave()
}

export const early = {
  begin(leaving: () => void) {
    keys = new EarlyKeys()
    leave = leaving
    window.addEventListener('keydown', listen, true)
  },
  /** What was typed so far, once: from now on the field has the keys. */
  end() {
    const typed = keys?.typed ?? null
    keys = null
    window.removeEventListener('keydown', listen, true)
    return typed
  },
}
