import { ActionIcon, Select, Stack, UnstyledButton } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconArrowsJoin, IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get, post, remove } from '@/api/call'
import type { Relation, Task } from '@/api/types'
import { useAsk } from '@/data/ask'
import { useChange } from '@/data/change'
import { isOpen, tasksAsked, useTask } from '../api'
import { OptionList } from '../pick/OptionList'
import { Property } from './Property'
import { asKept, type RelationKind, relationKinds, seenFrom } from './relationKinds'
import { Section } from './Section'
import classes from './TaskPane.module.css'

type Props = { task: Task; readOnly: boolean; onOpen: (id: string) => void }

export function Relations({ task, readOnly, onOpen }: Props) {
  const { t } = useTranslation()
  const list = get('/api/v1/tasks/{task_id}/relations', { path: { task_id: task.id }, query: { limit: 100 } })
  const relations = useAsk(list).data?.items ?? []
  const away = useChange<Relation>({
    call: ({ id }) => remove('/api/v1/relations/{relation_id}', { path: { relation_id: id } }),
    shows: (shown, { id }) => shown.row(list.path.split('?')[0]!, id, () => null),
    asks: tasksAsked,
    says: () => t('pane.relationRemoved'),
  })
  if (relations.length === 0 && readOnly) return null
  return (
    <Section title={t('pane.relations')}>
      <ul className={classes.subtasks}>
        {relations.map(relation => (
          <RelationRow
            key={relation.id}
            relation={relation}
            task={task}
            onOpen={onOpen}
            onRemove={readOnly ? undefined : () => away.mutate(relation)}
          />
        ))}
      </ul>
      {!readOnly && (
        <Property icon={IconPlus} label={t('pane.addRelation')} value={null} readOnly={false} width="max-content">
          {close => <AddRelation task={task} close={close} />}
        </Property>
      )}
    </Section>
  )
}

type RowProps = { relation: Relation; task: Task; onOpen: (id: string) => void; onRemove?: (() => void) | undefined }

function RelationRow({ relation, task, onOpen, onRemove }: RowProps) {
  const { t } = useTranslation()
  const { kind, other } = seenFrom(task.id, relation)
  const { data } = useTask(other)
  const title = data?.title ?? t('pane.otherTask')
  return (
    <li className={classes.subtask}>
      <span className={classes.kind}>
        <IconArrowsJoin size={14} aria-hidden /> {t(`relation.${kind}`)}
      </span>
      <UnstyledButton
        className={classes.subtaskTitle}
        data-done={(data && !isOpen(data)) || undefined}
        onClick={() => onOpen(other)}
      >
        {data?.key && <span className={classes.key}>{data.key}</span>} {title}
      </UnstyledButton>
      {onRemove && (
        <ActionIcon variant="subtle" color="gray" aria-label={t('pane.removeRelation', { title })} onClick={onRemove}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      )}
    </li>
  )
}

const key = /^[a-z][a-z0-9]*-\d+$/i

function AddRelation({ task, close }: { task: Task; close: () => void }) {
  const { t } = useTranslation()
  const [kind, setKind] = useState<RelationKind>('blocks')
  const [text, setText] = useState('')
  const [search] = useDebouncedValue(text.trim(), 200)
  const byText = useAsk(get('/api/v1/tasks', { query: search ? { text: search, limit: 12 } : { limit: 12 } }), {
    keep: true,
    forget: true,
    enabled: !key.test(search),
  })
  const byKey = useTask(search, { enabled: key.test(search) })
  const found = key.test(search) ? (byKey.data ? [byKey.data] : []) : (byText.data?.items ?? [])
  const add = useChange<string, Relation>({
    call: other => {
      const { task_id, ...body } = asKept(kind, task.id, other)
      return post('/api/v1/tasks/{task_id}/relations', { path: { task_id }, body })
    },
    asks: tasksAsked,
    says: () => t('pane.relationAdded'),
  })
  return (
    <Stack gap="xs">
      <Select
        aria-label={t('pane.relationKind')}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        data={relationKinds.map(value => ({ value, label: t(`relation.${value}`) }))}
        value={kind}
        onChange={next => next && setKind(next as RelationKind)}
      />
      <OptionList
        label={t('pane.otherTask')}
        chosen={[]}
        width={268}
        onSearch={setText}
        options={found
          .filter(one => one.id !== task.id)
          .map(one => ({ id: one.id, text: one.key ? `${one.key} ${one.title}` : one.title }))}
        onPick={id => {
          close()
          add.mutate(id)
        }}
      />
    </Stack>
  )
}
