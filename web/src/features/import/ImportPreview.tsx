import { Alert, Autocomplete, Button, Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { get } from '@/api/call'
import type { Inspection } from '@/api/types'
import { useAsk } from '@/data/ask'
import { numberText } from '@/i18n/format'
import { ColumnMapping } from './ColumnMapping'
import { FaultList } from './FaultList'
import { FirstTasks } from './FirstTasks'
import { hindrance, needsProject } from './mapping'
import type { Given, Importing } from './useImport'

type Props = { importing: Importing; given: Given; seen: Inspection }

/** What the file would become, before anything is written. */
export function ImportPreview({ importing, given, seen }: Props) {
  const { t } = useTranslation()
  const { data: projects } = useAsk(get('/api/v1/projects', { query: { limit: 200 } }))
  const hinders = hindrance(seen)
  const names = [...new Set((projects?.items ?? []).map(project => project.name))]
  return (
    <Stack gap="lg" aria-busy={importing.isLooking}>
      <div role="status">
        <Text fw={600}>
          {t('import.found', {
            count: seen.tasks,
            tasks: numberText(seen.tasks),
            format: t(`import.format.${seen.format}`),
          })}
        </Text>
        {seen.already_there > 0 && (
          <Text size="sm" c="var(--quiet)">
            {t('import.alreadyThere', { count: seen.already_there })}
          </Text>
        )}
      </div>
      {hinders && <Alert color="yellow">{t(`import.hindrance.${hinders}`)}</Alert>}
      {seen.columns.length > 0 && (
        <ColumnMapping
          columns={given.columns ?? seen.columns}
          onChange={columns => void importing.retake({ columns })}
        />
      )}
      {seen.format === 'csv' && (
        <Stack gap={4}>
          <Text size="sm" fw={500} id="date-order">
            {t('import.dates.label')}
          </Text>
          <SegmentedControl
            aria-labelledby="date-order"
            style={{ alignSelf: 'start' }}
            value={given.dateOrder ?? 'found'}
            onChange={order =>
              void importing.retake({ dateOrder: order === 'found' ? null : (order as 'day_first' | 'month_first') })
            }
            data={(['found', 'day_first', 'month_first'] as const).map(value => ({
              value,
              label: t(`import.dates.${value}`),
            }))}
          />
        </Stack>
      )}
      {needsProject(seen) && (
        <Autocomplete
          label={t('import.project')}
          description={t('import.projectHint')}
          data={names}
          maxLength={100}
          maw={400}
          value={given.name}
          onChange={importing.rename}
        />
      )}
      <FirstTasks tasks={seen.first} total={seen.tasks} />
      <FaultList faults={seen.faults} count={seen.fault_count} />
      <Group justify="end">
        <Button variant="default" onClick={importing.startOver}>
          {t('import.other')}
        </Button>
        <Button disabled={hinders !== null} loading={importing.isLooking} onClick={() => void importing.run()}>
          {t(seen.fault_count > 0 ? 'import.runWithout' : 'import.run', { count: seen.tasks })}
        </Button>
      </Group>
    </Stack>
  )
}
