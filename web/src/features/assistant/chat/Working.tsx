import { Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { partsOf } from '../run/parts'
import type { Progress, RunState } from '../run/progress'
import classes from './Working.module.css'

type Props = { state: RunState | null; progress: Progress; isConnected: boolean }

/** That an agent works, where nothing else shows it. */
export function Working({ state, progress, isConnected }: Props) {
  const { t } = useTranslation()
  const parts = partsOf(progress)
  const isSaying = parts.some(part => part.kind === 'text' && part.isGrowing)
  const isWaiting = parts.some(part => part.kind === 'call' && part.call.state === 'waiting')
  if (isConnected && (isSaying || isWaiting)) return null
  return (
    <Group gap="xs" role="status">
      <span className={classes.dots} aria-hidden>
        <span />
        <span />
        <span />
      </span>
      <Text size="sm" c="var(--quiet)">
        {t(
          !isConnected
            ? 'assistant.reconnecting'
            : state === 'queued' && parts.length === 0
              ? 'assistant.queued'
              : 'assistant.working',
        )}
      </Text>
    </Group>
  )
}
