import { useState } from 'react'
import { askAgain } from '@/data/again'

/** A switch shows at once what was chosen, until the server's answer has been asked for again. */
export function useFlip(value: boolean, save: (value: boolean) => Promise<unknown>, asks: string) {
  const [wanted, setWanted] = useState<boolean | null>(null)
  const flip = async (next: boolean) => {
    if (wanted !== null) return
    setWanted(next)
    try {
      await save(next)
      await askAgain(asks)
    } catch {
      // It has been said already; the switch goes back.
    } finally {
      setWanted(null)
    }
  }
  return { checked: wanted ?? value, flip: (next: boolean) => void flip(next) }
}
