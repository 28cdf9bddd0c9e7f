import { UnstyledButton } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from '../RowDiff.module.css'
import { diffWords } from './words'

type Props = { before: string; after: string; isWhole: boolean }

/** A long text: what was taken out and put in stands within it. Folded where it is very long. */
export function LongDiff({ before, after, isWhole }: Props) {
  const { t } = useTranslation()
  const pieces = useMemo(
    () => (isWhole ? [{ kind: 'same' as const, text: after || before }] : diffWords(before, after)),
    [before, after, isWhole],
  )
  const isLong = before.length + after.length > 600
  const [isOpen, setOpen] = useState(!isLong)
  return (
    <>
      <div className={isOpen ? classes.pieces : `${classes.pieces} ${classes.folded}`}>
        {pieces.map(({ kind, text }, index) => {
          const key = `${index} ${kind}`
          if (kind === 'old') return <del key={key}>{text}</del>
          if (kind === 'new') return <ins key={key}>{text}</ins>
          return <span key={key}>{text}</span>
        })}
      </div>
      {isLong && (
        <UnstyledButton className={classes.more} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? 'rowDiff.less' : 'rowDiff.whole')}
        </UnstyledButton>
      )}
    </>
  )
}
