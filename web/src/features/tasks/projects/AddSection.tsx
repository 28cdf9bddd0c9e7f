import { Button, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddSection } from '../api'

export function AddSection({ project_id }: { project_id: string }) {
  const { t } = useTranslation()
  const [name, setName] = useState<string | null>(null)
  const add = useAddSection()
  const save = () => {
    const wanted = name?.trim()
    setName(null)
    if (wanted) add.mutate({ project_id, name: wanted })
  }
  return name === null ? (
    <Button
      mt="md"
      variant="subtle"
      color="gray"
      c="var(--quiet)"
      leftSection={<IconPlus size={16} aria-hidden />}
      onClick={() => setName('')}
    >
      {t('tasks.section.add')}
    </Button>
  ) : (
    <TextInput
      mt="md"
      maw={360}
      autoFocus
      aria-label={t('tasks.section.new')}
      placeholder={t('tasks.section.new')}
      maxLength={200}
      value={name}
      onChange={event => setName(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={event => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) save()
        if (event.key === 'Escape') setName(null)
      }}
    />
  )
}
