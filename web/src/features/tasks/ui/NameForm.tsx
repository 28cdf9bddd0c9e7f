import { Button, Group, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import { problemText } from '@/i18n/problems'

type Props = { label: string; name: string; maxLength: number; onSave: (name: string) => Promise<unknown> }

/** A new name for something. */
export function NameForm({ label, name, maxLength, onSave }: Props) {
  const { t } = useTranslation()
  const [text, setText] = useState(name)
  const [problem, setProblem] = useState<unknown>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    try {
      await onSave(text.trim())
    } catch (error) {
      setProblem(error)
    }
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={label}
          required
          maxLength={maxLength}
          data-autofocus
          error={problem ? problemText(asProblem(problem)).detail : undefined}
          value={text}
          onChange={event => setText(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button type="submit">{t('common.save')}</Button>
        </Group>
      </Stack>
    </form>
  )
}
