import { Button, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { agoText } from '@/i18n/format'
import { queue } from './queue'
import { bodyOf, type Waiting } from './waiting'

export function What({ waiting }: { waiting: Waiting }) {
  return (
    <div style={{ minWidth: 0 }}>
      <Text size="sm" fw={500} style={{ overflowWrap: 'anywhere' }}>
        {whatOf(waiting)}
      </Text>
      <Text size="xs" c="var(--quiet)">
        {agoText(new Date(waiting.at).toISOString())}
      </Text>
    </div>
  )
}

const whatOf = (waiting: Waiting): string =>
  waiting.what ?? String(bodyOf(waiting).title ?? bodyOf(waiting).name ?? waiting.of.split(':')[0])

export function Discard({ waiting }: { waiting: Waiting }) {
  const { t } = useTranslation()
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      color="red"
      aria-label={t('offline.discardOf', { what: whatOf(waiting) })}
      onClick={event => {
        focusNext(event.currentTarget)
        void queue.discard(waiting.key)
      }}
    >
      {t('offline.discard')}
    </Button>
  )
}

/** The button goes with what it discards. */
function focusNext(button: HTMLElement) {
  const row = button.closest('li')
  const next = row?.nextElementSibling ?? row?.previousElementSibling
  const other = next?.querySelector('button') ?? button.closest('[role=dialog]')?.querySelector('button')
  other?.focus()
}
