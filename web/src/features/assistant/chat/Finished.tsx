import { VisuallyHidden } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { partsOf } from '../run/parts'
import { hasEnded, type Progress } from '../run/progress'

/** Says an answer to who does not see it: once, when it is whole. What had ended before one came is not said. */
export function Finished({ progress }: { progress: Progress }) {
  const { t } = useTranslation()
  const isOver = hasEnded(progress.state)
  const [wasOpen, setWasOpen] = useState(false)
  const [isSaid, setSaid] = useState(false)
  if (!isOver && !wasOpen && progress.position !== null) setWasOpen(true)
  useEffect(() => {
    if (!wasOpen || !isOver) return
    // Who reads on by herself does not meet it a second time.
    const timer = window.setTimeout(() => setSaid(true), 4_000)
    return () => window.clearTimeout(timer)
  }, [wasOpen, isOver])
  const answer = isOver ? partsOf(progress).findLast(part => part.kind === 'text') : undefined
  return (
    <VisuallyHidden aria-live="polite">
      {wasOpen &&
        isOver &&
        !isSaid &&
        (answer?.kind === 'text' ? answer.text : t(`assistant.state.${progress.state as 'done'}`))}
      {!isOver && progress.waiting.length > 0 && t('assistant.waitsForYou')}
    </VisuallyHidden>
  )
}
