import { Button, Checkbox, Popover, Stack, TextInput } from '@mantine/core'
import { IconBookmark } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { newId } from '@/api/call'
import { ProblemNote } from '@/ui/ProblemNote'
import { useAddView } from '../api'

/** What is looked for, under a name. */
export function SaveView({ filter }: { filter: string }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [opened, setOpened] = useState(false)
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const add = useAddView()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    const id = newId()
    const answer = await add.mutateAsync({ id, name: name.trim(), filter, shared }).catch(() => null)
    if (!answer) return
    setOpened(false)
    navigate(`/tasks/views/${id}`)
  }
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" shadow="md" trapFocus returnFocus width={280}>
      <Popover.Target>
        <Button
          h={40}
          variant="light"
          leftSection={<IconBookmark size={16} aria-hidden />}
          onClick={() => setOpened(now => !now)}
        >
          {t('tasks.views.save')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={submit}>
          <Stack gap="sm">
            <TextInput
              label={t('tasks.views.viewName')}
              required
              maxLength={100}
              data-autofocus
              value={name}
              onChange={event => setName(event.currentTarget.value)}
            />
            <Checkbox
              label={t('tasks.views.shared')}
              checked={shared}
              onChange={event => setShared(event.currentTarget.checked)}
            />
            {add.error && <ProblemNote error={add.error} />}
            <Button type="submit" loading={add.isPending}>
              {t('common.save')}
            </Button>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
