import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'

const near = 120
const distance = () => document.documentElement.scrollHeight - window.innerHeight - window.scrollY

/** Stays with the newest words as long as one is there; who has scrolled up is left in peace. */
export function useAtEnd(of: string) {
  const content = useRef<HTMLDivElement>(null)
  const follows = useRef(true)
  const [isAtEnd, setAtEnd] = useState(true)
  const toEnd = useCallback((smooth = false) => {
    follows.current = true
    setAtEnd(true)
    const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches
    window.scrollTo({ top: document.documentElement.scrollHeight, behavior: smooth && !calm ? 'smooth' : 'instant' })
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another conversation begins at its end.
  useLayoutEffect(() => toEnd(), [of, toEnd])
  useEffect(() => {
    let last = window.scrollY
    const scrolled = () => {
      // Growing content moves the end away without anybody scrolling; only a person scrolls up.
      if (window.scrollY < last - 2) follows.current = distance() < near
      else if (distance() < near) follows.current = true
      last = window.scrollY
      setAtEnd(follows.current || distance() < near)
    }
    window.addEventListener('scroll', scrolled, { passive: true })
    const sizes = new ResizeObserver(() => {
      if (follows.current) window.scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' })
      else setAtEnd(distance() < near)
    })
    if (content.current) sizes.observe(content.current)
    return () => {
      window.removeEventListener('scroll', scrolled)
      sizes.disconnect()
    }
  }, [])
  return { content, isAtEnd, toEnd }
}
