import { Anchor, Button, Drawer, Group, Stack, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { get } from '@/api/call'
import type { ChangeDetails } from '@/api/types'
import { useAsk } from '@/data/ask'
import { momentText } from '@/i18n/format'
import { operationText } from '@/i18n/words'
import { ProblemNote } from '@/ui/ProblemNote'
import { RowDiff } from '@/ui/RowDiff'
import { RowsComing } from '@/ui/Rows'
import { ByWhom } from './ByWhom'
import { linkTo } from './filters'
import { subjectOf } from './lines'
import { surfaceText } from './surfaces'

type Props = {
  changeId: string
  undoneBy: string | null
  isUndoing: boolean
  onUndo: () => void
  onClose: () => void
}

/** One change with all that it did, and the way back. */
export function ChangePane({ changeId, undoneBy, isUndoing, onUndo, onClose }: Props) {
  const { t } = useTranslation()
  const isNarrow = useMediaQuery('(max-width: 48em)')
  const { data, error, isPending, refetch } = useAsk(rowsCall(changeId))
  return (
    <Drawer
      opened
      onClose={onClose}
      position={isNarrow ? 'bottom' : 'right'}
      size={isNarrow ? '90%' : 'lg'}
      title={data ? operationText(data.change.operation) : t('journal.change')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {isPending && <RowsComing count={4} />}
      {error && <ProblemNote error={error} again={refetch} />}
      {data && (
        <Stack gap="lg">
          <About details={data} undoneBy={undoneBy} />
          <Rows details={data} />
          {!undoneBy && data.row_count > 0 && (
            <Button
              variant="light"
              loading={isUndoing}
              leftSection={<IconArrowBackUp size={16} aria-hidden />}
              onClick={onUndo}
              style={{ alignSelf: 'start' }}
            >
              {t('journal.undoThis')}
            </Button>
          )}
        </Stack>
      )}
    </Drawer>
  )
}

function About({ details: { change }, undoneBy }: { details: ChangeDetails; undoneBy: string | null }) {
  const { t } = useTranslation()
  const subject = subjectOf(change)
  return (
    <div>
      {subject && (
        <Text fw={600} style={{ overflowWrap: 'anywhere' }} dir="auto">
          {subject}
        </Text>
      )}
      <Text size="sm">
        <ByWhom change={change} />
        {' · '}
        <time dateTime={change.at}>{momentText(change.at)}</time>
        {' · '}
        {surfaceText(change.surface)}
      </Text>
      <Group gap="md" mt={4}>
        {change.undoes.map(id => (
          <Anchor key={id} size="sm" component={Link} to={`?change=${id}`}>
            {t('journal.undid')}
          </Anchor>
        ))}
        {undoneBy && (
          <Anchor size="sm" component={Link} to={`?change=${undoneBy}`}>
            {t('journal.wasUndone')}
          </Anchor>
        )}
        {change.run_id && (
          <Anchor size="sm" component={Link} to={linkTo({ run_id: change.run_id })}>
            {t('journal.wholeRun')}
          </Anchor>
        )}
        {change.conversation_id && (
          <Anchor size="sm" component={Link} to={linkTo({ conversation_id: change.conversation_id })}>
            {t('journal.wholeConversation')}
          </Anchor>
        )}
      </Group>
    </div>
  )
}

/** Of a large change the rest is asked for when it is wanted. */
function Rows({ details: { change, rows, next_cursor } }: { details: ChangeDetails }) {
  const { t } = useTranslation()
  const [wantsMore, setWantsMore] = useState(false)
  return (
    <Stack gap="md">
      <RowDiff rows={rows} />
      {next_cursor && !wantsMore && (
        <Button variant="subtle" onClick={() => setWantsMore(true)} style={{ alignSelf: 'start' }}>
          {t('journal.moreRows')}
        </Button>
      )}
      {next_cursor && wantsMore && <MoreRows changeId={change.id} cursor={next_cursor} />}
    </Stack>
  )
}

function MoreRows({ changeId, cursor }: { changeId: string; cursor: string }) {
  const { data, error, refetch } = useAsk(rowsCall(changeId, cursor))
  if (error) return <ProblemNote error={error} again={refetch} />
  return data ? <Rows details={data} /> : <RowsComing count={3} />
}

const rowsCall = (change_id: string, cursor?: string) =>
  get('/api/v1/changes/{change_id}', { path: { change_id }, query: { limit: 50, cursor } })
