import { Button, Group } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Empty } from '@/ui/Empty'
import type { Importing } from './useImport'

/** What came of it, and the way back. */
export function ImportDone({ importing, onDone }: { importing: Importing; onDone?: () => void }) {
  const { t } = useTranslation()
  const { result, changeId } = importing.done!
  const made = (['tasks', 'projects', 'sections', 'labels', 'comments'] as const)
    .filter(kind => result[kind] > 0)
    .map(kind => t(`import.made.${kind}`, { count: result[kind] }))
  return (
    <div role="status">
      <Empty
        icon={IconCircleCheck}
        title={made.length > 0 ? made.join(', ') : t('import.nothingNew')}
        text={[
          result.skipped > 0 && t('import.skipped', { count: result.skipped }),
          result.already_there > 0 && t('import.alreadyThere', { count: result.already_there }),
        ]
          .filter(Boolean)
          .join(' ')}
      >
        <Group justify="center">
          {changeId && (
            <Button variant="default" onClick={() => void importing.takeBack()}>
              {t('import.takeBack')}
            </Button>
          )}
          {onDone ? (
            <Button onClick={onDone}>{t('import.goOn')}</Button>
          ) : (
            <Button component={Link} to="/tasks">
              {t('import.toTasks')}
            </Button>
          )}
        </Group>
      </Empty>
    </div>
  )
}
