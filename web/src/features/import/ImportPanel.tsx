import { Alert, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ProblemNote } from '@/ui/ProblemNote'
import { RowsComing } from '@/ui/Rows'
import { ChooseFile } from './ChooseFile'
import { ImportDone } from './ImportDone'
import { ImportPreview } from './ImportPreview'
import { ImportProgress } from './ImportProgress'
import { useImport } from './useImport'

/** Tasks out of a file: chosen, looked at, imported; each step with the way back. */
export function ImportPanel({ onDone }: { onDone?: () => void }) {
  const { t } = useTranslation()
  const importing = useImport()
  const { given, seen, done, error, isLooking, isImporting } = importing
  if (done) return <ImportDone importing={importing} onDone={onDone} />
  return (
    <Stack gap="lg">
      {!given && <ChooseFile onFile={importing.take} />}
      {given && !seen && isLooking && <RowsComing count={4} />}
      {error && <ProblemNote error={error} />}
      {given && !seen && error && <ChooseFile onFile={importing.take} />}
      {given && seen && !isImporting && <ImportPreview importing={importing} given={given} seen={seen} />}
      {isImporting && <ImportProgress id={importing.id!} total={seen?.tasks ?? 0} />}
      {isImporting && <Alert color="gray">{t('import.stay')}</Alert>}
    </Stack>
  )
}
