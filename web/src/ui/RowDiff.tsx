import { Badge, Group, Stack, Text, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RowChange } from '@/api/types'
import { entityText, fieldText } from '@/i18n/words'
import { FieldValue } from './diff/FieldValue'
import { type FieldDiff, fieldsOf, isLong, isNothing, type RowKind, rowKind, rowName } from './diff/fields'
import { LongDiff } from './diff/LongDiff'
import classes from './RowDiff.module.css'

type Props = {
  rows: readonly RowChange[]
  /** How many there are in all, where not all are given. */
  count?: number
  /** More than this many fields of a row are folded. */
  fields?: number
}

/** What a change did, or would do, row by row: old struck through, new beside it. */
export function RowDiff({ rows, count = rows.length, fields = 8 }: Props) {
  const { t } = useTranslation()
  const [isWhole, setWhole] = useState(rows.length <= 20)
  const shown = isWhole ? rows : rows.slice(0, 20)
  return (
    <Stack gap="md" component="ul" className={classes.rows}>
      {shown.map(row => (
        <li key={`${row.entity} ${row.id}`}>
          <Row row={row} most={fields} />
        </li>
      ))}
      {(!isWhole || count > rows.length) && (
        <li>
          {isWhole ? (
            <Text size="sm" c="var(--quiet)">
              {t('rowDiff.more', { count: count - rows.length })}
            </Text>
          ) : (
            <UnstyledButton className={classes.more} onClick={() => setWhole(true)}>
              {t('rowDiff.showRows', { count: rows.length - 20 })}
            </UnstyledButton>
          )}
        </li>
      )}
    </Stack>
  )
}

const colors: Record<RowKind, string> = {
  added: 'pine',
  restored: 'pine',
  completed: 'pine',
  changed: 'blue',
  reopened: 'blue',
  unarchived: 'blue',
  archived: 'gray',
  hidden: 'gray',
  trashed: 'red',
  deleted: 'red',
}

function Row({ row, most }: { row: RowChange; most: number }) {
  const { t } = useTranslation()
  const kind = rowKind(row)
  const fields = fieldsOf(row)
  const [isWhole, setWhole] = useState(fields.length <= most + 1)
  const name = rowName(row)
  return (
    <>
      <Group gap="xs" wrap="nowrap" align="baseline">
        <Badge size="sm" variant="light" color={colors[kind]} className={classes.kind}>
          {t(`rowDiff.kind.${kind}`)}
        </Badge>
        <Text size="sm" className={classes.name}>
          <Text span inherit c="var(--quiet)">
            {entityText(row.entity)}
          </Text>{' '}
          {name && (
            <Text span inherit fw={600}>
              {name}
            </Text>
          )}
        </Text>
      </Group>
      {fields.length > 0 && (
        <dl className={classes.fields}>
          {(isWhole ? fields : fields.slice(0, most)).map(field => (
            <Field key={field.name} field={field} isWhole={row.kind !== 'changed'} isGone={row.kind === 'deleted'} />
          ))}
        </dl>
      )}
      {!isWhole && (
        <UnstyledButton className={classes.more} onClick={() => setWhole(true)}>
          {t('rowDiff.showFields', { count: fields.length - most })}
        </UnstyledButton>
      )}
    </>
  )
}

/** Of a row that came or went there is one side only. */
function Field({ field, isWhole, isGone }: { field: FieldDiff; isWhole: boolean; isGone: boolean }) {
  const { t } = useTranslation()
  return (
    <div className={classes.field}>
      <dt>{fieldText(field.name)}</dt>
      <dd>
        {isLong(field) ? (
          <LongDiff before={String(field.before ?? '')} after={String(field.after ?? '')} isWhole={isWhole} />
        ) : isWhole ? (
          <FieldValue name={field.name} value={isGone ? field.before : field.after} />
        ) : (
          <>
            {!isNothing(field.before) && (
              <>
                <del>
                  <VisuallyHidden>{t('rowDiff.before')}: </VisuallyHidden>
                  <FieldValue name={field.name} value={field.before} />
                </del>
                <span aria-hidden className={classes.arrow}>
                  →
                </span>
              </>
            )}
            <ins>
              <VisuallyHidden>{t('rowDiff.after')}: </VisuallyHidden>
              <FieldValue name={field.name} value={field.after} />
            </ins>
          </>
        )}
      </dd>
    </div>
  )
}
