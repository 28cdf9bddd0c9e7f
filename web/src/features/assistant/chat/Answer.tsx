import { memo } from 'react'
import { Markdown } from '@/ui/Markdown'
import { blocksOf } from './blocks'
import classes from './Chat.module.css'

const Block = memo(Markdown)

/** What an agent says, while it says it and afterwards. */
export const Answer = memo(({ text, isGrowing = false }: { text: string; isGrowing?: boolean }) => (
  <div className={classes.answer} aria-busy={isGrowing} data-growing={isGrowing || undefined}>
    {blocksOf(text).map((block, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: blocks are only added at the end.
      <Block key={index} text={block} />
    ))}
  </div>
))
