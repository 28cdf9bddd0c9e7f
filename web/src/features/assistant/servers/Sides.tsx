import { Text } from '@mantine/core'
import { Fragment, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Piece } from '@/ui/diff/words'
import { differences } from './definitions'
import classes from './Servers.module.css'

/** What was accepted and what is said now: beside each other, on a phone one below the other. Nothing that differs is folded. */
export function Sides({ old, now }: { old: unknown; now: unknown }) {
  const { t } = useTranslation()
  const found = useMemo(() => differences(old, now, effect => t(`assistant.servers.effect.${effect}`)), [old, now, t])
  if (found.length === 0)
    return (
      <Text size="sm" mt="xs">
        {t('assistant.servers.beyond')}
      </Text>
    )
  return found.map(({ section, before, after }) => (
    <div key={section} className={classes.section}>
      <h4>{t(`assistant.servers.section.${section}`)}</h4>
      <div className={classes.sides} data-code={section === 'schema' || section === 'whole' || undefined}>
        <Side label={t('rowDiff.before')} pieces={before} />
        <Side label={t('assistant.servers.now')} pieces={after} />
      </div>
    </div>
  ))
}

function Side({ label, pieces }: { label: string; pieces: Piece[] }) {
  const { t } = useTranslation()
  return (
    <div className={classes.side}>
      <span className={classes.label}>{label}</span>
      <div className={classes.text}>
        {pieces.every(({ text }) => text === '') ? (
          <span className={classes.label}>{t('rowDiff.nothing')}</span>
        ) : (
          pieces.map(({ kind, text }, index) => {
            const key = `${index} ${kind}`
            if (kind === 'same') return <span key={key}>{text}</span>
            const words = text.trimStart()
            const Mark = kind === 'old' ? 'del' : 'ins'
            return (
              <Fragment key={key}>
                {text.slice(0, text.length - words.length)}
                <Mark>{words}</Mark>
              </Fragment>
            )
          })
        )}
      </div>
    </div>
  )
}
