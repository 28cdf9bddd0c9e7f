import { Button, Group, Stack, Text } from '@mantine/core'
import { IconArrowBackUp, IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { get, post } from '@/api/call'
import { useAsk } from '@/data/ask'
import { useChange } from '@/data/change'
import { ProblemNote } from '@/ui/ProblemNote'
import { RowDiff } from '@/ui/RowDiff'
import { RowsComing } from '@/ui/Rows'
import { UndoProblem } from '@/ui/UndoProblem'
import { noteUndone, useUndone } from './undone'

/** What one call has changed, and the way back. */
export function ChangeOf({ changeId }: { changeId: string }) {
  const { data, error, refetch } = useAsk(get('/api/v1/changes/{change_id}', { path: { change_id: changeId } }))
  if (error && !data) return <ProblemNote error={error} again={refetch} />
  if (!data) return <RowsComing count={2} height={24} />
  return (
    <Stack gap="sm">
      <RowDiff rows={data.rows} count={data.row_count} />
      <UndoChange changeId={changeId} />
    </Stack>
  )
}

function UndoChange({ changeId }: { changeId: string }) {
  const { t } = useTranslation()
  const isUndone = useUndone(changeId)
  const undo = useChange({
    call: () => post('/api/v1/changes/{change_id}/undo', { path: { change_id: changeId } }),
    asks: ['/api/v1/'],
    says: () => t('assistant.undone'),
    quiet: true,
  })
  if (isUndone)
    return (
      <Group gap={6}>
        <IconCheck size={16} aria-hidden />
        <Text size="sm">{t('assistant.undone')}</Text>
      </Group>
    )
  return (
    <>
      {undo.error && <UndoProblem error={undo.error} />}
      <Group>
        <Button
          size="compact-sm"
          mih={32}
          variant="default"
          leftSection={<IconArrowBackUp size={16} aria-hidden />}
          loading={undo.isPending}
          onClick={() => undo.mutate(undefined, { onSuccess: () => noteUndone([changeId]) })}
        >
          {t('assistant.undoThis')}
        </Button>
      </Group>
    </>
  )
}
