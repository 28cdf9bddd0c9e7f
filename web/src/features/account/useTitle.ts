import { useEffect } from 'react'

/** Outside the shell, where no page sets it. */
export function useTitle(title: string) {
  useEffect(() => {
    document.title = `${title} · Steward`
  }, [title])
}
