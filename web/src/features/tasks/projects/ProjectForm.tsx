import { Button, Group, Modal, MultiSelect, Select, Stack, Switch, TextInput } from '@mantine/core'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newId } from '@/api/call'
import { asProblem } from '@/api/problem'
import type { Project } from '@/api/types'
import { useSession } from '@/data/me'
import { faultsOf } from '@/i18n/problems'
import { ProblemNote } from '@/ui/ProblemNote'
import { useAddProject, useMembers, useProjects } from '../api'
import { colors } from '../ui/colors'
import { PickColor } from '../ui/PickColor'
import { inTree } from './tree'

type Props = { parent?: Project; onClose: () => void; onAdded: (project_id: string) => void }

export function ProjectForm({ parent, onClose, onAdded }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const me = useSession()?.user.id
  const projects = useProjects().data?.items ?? []
  const members = useMembers().data?.items ?? []
  const [name, setName] = useState('')
  const [color, setColor] = useState<string>(colors[projects.length % colors.length]!)
  const [parent_id, setParent] = useState<string | null>(parent?.id ?? null)
  const [isPrivate, setPrivate] = useState(false)
  const [with_ids, setWith] = useState<string[]>([])
  const add = useAddProject()
  const faults = add.error ? faultsOf(asProblem(add.error)) : {}
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const body = {
      id: newId(),
      name: name.trim(),
      color,
      parent_id,
      // Within another it is shared as that one is.
      member_ids: isPrivate && !parent_id ? [me ?? '', ...with_ids].filter(Boolean) : null,
    }
    const answer = await add.mutateAsync(body).catch(() => null)
    if (answer) onAdded(body.id)
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('tasks.project.add')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit}>
        <Stack>
          {add.error && !faults.name && <ProblemNote error={add.error} />}
          <TextInput
            label={t('tasks.project.name')}
            required
            maxLength={200}
            data-autofocus
            error={faults.name}
            value={name}
            onChange={event => setName(event.currentTarget.value)}
          />
          <PickColor label={t('tasks.project.color')} name={id} color={color} onPick={setColor} />
          <Select
            label={t('tasks.project.parent')}
            placeholder={t('tasks.project.noParent')}
            clearable
            searchable
            data={inTree(projects).map(({ project, depth }) => ({
              value: project.id,
              label: `${'– '.repeat(depth)}${project.name}`,
            }))}
            value={parent_id}
            onChange={setParent}
          />
          {!parent_id && (
            <Switch
              label={t('tasks.project.private')}
              checked={isPrivate}
              onChange={event => setPrivate(event.currentTarget.checked)}
            />
          )}
          {isPrivate && !parent_id && (
            <MultiSelect
              label={t('tasks.project.with')}
              data={members
                .filter(member => member.user_id !== me)
                .map(member => ({ value: member.user_id, label: member.display_name }))}
              value={with_ids}
              onChange={setWith}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={add.isPending}>
              {t('tasks.project.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
