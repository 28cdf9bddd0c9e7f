import { lazy, Suspense } from 'react'
import classes from './Markdown.module.css'

type Props = {
  text: string
  /** Somebody ticks the nth box of the text's lists; without it they only show. */
  onTick?: (nth: number) => void
}

const Body = lazy(async () => ({ default: (await import('./MarkdownBody')).MarkdownBody }))

/** What people and models have written, as they meant it. Until the means are there, as they wrote it. */
export const Markdown = ({ text, onTick }: Props) => (
  <Suspense fallback={<div className={classes.plain}>{text}</div>}>
    <Body text={text} onTick={onTick} />
  </Suspense>
)
