import { Stack } from '@mantine/core'
import { memo, useMemo } from 'react'
import { Answer } from '../chat/Answer'
import { partsOf } from '../run/parts'
import type { Progress } from '../run/progress'
import { CallCard } from './CallCard'
import { ReviewCard } from './ReviewCard'

/** What an agent said and did, in its order. */
export const RunParts = memo(({ progress, runId }: { progress: Progress; runId: string }) => {
  const parts = useMemo(() => partsOf(progress), [progress])
  return (
    <Stack gap="sm">
      {parts.map(part =>
        part.kind === 'text' ? (
          <Answer key={part.number} text={part.text} isGrowing={part.isGrowing} />
        ) : part.kind === 'call' ? (
          <CallCard key={part.number} call={part.call} runId={runId} />
        ) : (
          <ReviewCard key={part.number} draft={part.draft} reviewers={part.reviewers} />
        ),
      )}
    </Stack>
  )
})
