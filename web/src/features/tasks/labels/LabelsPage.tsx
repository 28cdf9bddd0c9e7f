import { ActionIcon, Button, Group, Menu, Modal, Stack, TextInput } from '@mantine/core'
import { IconDots, IconPlus, IconTag, IconTrash } from '@tabler/icons-react'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newId } from '@/api/call'
import type { Label } from '@/api/types'
import { Empty } from '@/ui/Empty'
import { Page } from '@/ui/Page'
import { ProblemNote } from '@/ui/ProblemNote'
import { RowsComing } from '@/ui/Rows'
import { useAddLabel, useDeleteLabel, useLabels, useUpdateLabel } from '../api'
import { ColorDot } from '../ui/ColorDot'
import { colors } from '../ui/colors'
import { NameForm } from '../ui/NameForm'
import { PickColor } from '../ui/PickColor'
import { PlaceLine } from '../ui/PlaceLine'

export function LabelsPage() {
  const { t } = useTranslation()
  const labels = useLabels()
  const add = useAddLabel()
  const [name, setName] = useState('')
  const count = labels.data?.items.length ?? 0
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const wanted = name.trim()
    if (!wanted) return
    setName('')
    add.mutate({ id: newId(), name: wanted, color: colors[count % colors.length] }, { onError: () => setName(wanted) })
  }
  return (
    <Page title={t('tasks.label.all')} width={640}>
      <form onSubmit={submit}>
        <Group gap="xs" mb="md" wrap="nowrap">
          <TextInput
            flex={1}
            aria-label={t('tasks.label.new')}
            placeholder={t('tasks.label.new')}
            maxLength={100}
            value={name}
            onChange={event => setName(event.currentTarget.value)}
          />
          <Button type="submit" leftSection={<IconPlus size={16} aria-hidden />}>
            {t('tasks.quick.add')}
          </Button>
        </Group>
      </form>
      {labels.isPending && <RowsComing />}
      {labels.error && <ProblemNote error={labels.error} again={labels.refetch} />}
      {labels.isSuccess && count === 0 && (
        <Empty icon={IconTag} title={t('tasks.label.none')} text={t('tasks.label.noneText')} />
      )}
      <Stack gap={0} component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
        {labels.data?.items.map(label => (
          <PlaceLine
            key={label.id}
            to={`/tasks/labels/${label.id}`}
            sign={<ColorDot color={label.color} size={11} />}
            menu={<LabelMenu label={label} />}
          >
            {label.name}
          </PlaceLine>
        ))}
      </Stack>
    </Page>
  )
}

function LabelMenu({ label }: { label: Label }) {
  const { t } = useTranslation()
  const id = useId()
  const [edits, setEdits] = useState(false)
  const update = useUpdateLabel()
  const remove = useDeleteLabel()
  return (
    <>
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <ActionIcon
            size={40}
            variant="subtle"
            color="gray"
            c="var(--quiet)"
            aria-label={t('tasks.label.menu', { name: label.name })}
          >
            <IconDots size={17} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconTag size={16} aria-hidden />} onClick={() => setEdits(true)}>
            {t('tasks.label.edit')}
          </Menu.Item>
          <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={() => remove.mutate(label)}>
            {t('tasks.label.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {edits && (
        <Modal
          opened
          onClose={() => setEdits(false)}
          title={t('tasks.label.edit')}
          closeButtonProps={{ 'aria-label': t('common.close') }}
        >
          <Stack>
            <PickColor
              label={t('tasks.project.color')}
              name={id}
              color={label.color}
              onPick={color => update.mutate({ label, changes: { color } })}
            />
            <NameForm
              label={t('tasks.label.name')}
              name={label.name}
              maxLength={100}
              onSave={async name => {
                await update.mutateAsync({ label, changes: { name } })
                setEdits(false)
              }}
            />
          </Stack>
        </Modal>
      )}
    </>
  )
}
