import { UnstyledButton } from '@mantine/core'
import { IconCheck, IconChevronRight, IconLoader2, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Answer } from '../chat/Answer'
import { answerOf, type Call } from '../run/parts'
import classes from './Calls.module.css'

/** What an agent would have answered, and what its reviewers said of it. */
export function ReviewCard({ draft, reviewers }: { draft: string; reviewers: Call[] }) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const verdicts = reviewers.map(call => verdictOf(call))
  const state = verdicts.includes('rejected') ? 'rejected' : verdicts.includes('asked') ? 'asked' : 'accepted'
  const Sign = { rejected: IconX, asked: IconLoader2, accepted: IconCheck }[state]
  return (
    <section
      className={classes.card}
      data-state={{ rejected: 'refused', asked: 'running', accepted: 'done' }[state]}
      aria-label={t('assistant.review.title')}
    >
      <UnstyledButton className={classes.head} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Sign size={16} className={classes.sign} aria-hidden />
        <span className={classes.title}>
          <strong>{t('assistant.review.title')}</strong>:{' '}
          {reviewers.map(call => String(call.arguments?.agent ?? '')).join(', ')}
        </span>
        <span className={classes.state}>{t(`assistant.review.${state}`)}</span>
        <IconChevronRight size={16} className={classes.chevron} data-open={isOpen || undefined} aria-hidden />
      </UnstyledButton>
      {reviewers.map(call =>
        verdictOf(call) === 'rejected' ? (
          <p key={call.number} className={classes.why}>
            {String(answerOf(call.output))}
          </p>
        ) : null,
      )}
      {isOpen && (
        <div className={classes.body}>
          <div className={classes.nested}>
            <Answer text={draft} />
          </div>
          {reviewers.map(call =>
            verdictOf(call) === 'accepted' ? <Answer key={call.number} text={String(answerOf(call.output))} /> : null,
          )}
        </div>
      )}
    </section>
  )
}

function verdictOf(call: Call): 'asked' | 'accepted' | 'rejected' {
  if (call.output === null) return 'asked'
  return call.state === 'done' && /^\s*accept/i.test(String(answerOf(call.output))) ? 'accepted' : 'rejected'
}
