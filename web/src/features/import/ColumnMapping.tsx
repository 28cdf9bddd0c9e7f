import { NativeSelect, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ImportColumn } from '@/api/types'
import { type Field, fields, mapped } from './mapping'

type Props = { columns: readonly ImportColumn[]; onChange: (columns: ImportColumn[]) => void }

/** What each column of the file is taken for. */
export function ColumnMapping({ columns, onChange }: Props) {
  const { t } = useTranslation()
  const data = fields.map(value => ({ value, label: t(`import.field.${value}`) }))
  return (
    <Stack gap="xs" component="section">
      <Title order={2} size="h5">
        {t('import.columns')}
      </Title>
      <Text size="sm" c="var(--quiet)">
        {t('import.columnsHint')}
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="sm" verticalSpacing="xs">
        {columns.map(({ column, field }) => (
          <NativeSelect
            key={column}
            label={column}
            data={data}
            value={field}
            onChange={event => onChange(mapped(columns, column, event.currentTarget.value as Field))}
          />
        ))}
      </SimpleGrid>
    </Stack>
  )
}
