import { ActionIcon, Skeleton, Stack, TextInput } from '@mantine/core'
import { IconArrowUp } from '@tabler/icons-react'
import { type FormEvent, lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { outbox } from './run/outbox'
import { useSent } from './run/useProgress'

const Asked = lazy(async () => ({ default: (await import('./Asked')).Asked }))

/** Something is said in a conversation of its own, and what comes of it stands below. */
export function AskLine({ placeholder, autoFocus = false }: { placeholder?: string; autoFocus?: boolean }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [key, setKey] = useState<string | null>(null)
  const sent = useSent().find(one => one.key === key)
  const ask = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() === '') return
    setKey(outbox.begin(text.trim()).key)
    setText('')
  }
  return (
    <Stack gap="sm">
      <form onSubmit={ask}>
        <TextInput
          size="md"
          radius="lg"
          aria-label={t('assistant.ask.label')}
          placeholder={placeholder ?? t('assistant.ask.placeholder')}
          autoFocus={autoFocus}
          maxLength={2000}
          value={text}
          onChange={event => setText(event.currentTarget.value)}
          rightSectionWidth={44}
          rightSection={
            <ActionIcon
              type="submit"
              radius="xl"
              size={32}
              disabled={text.trim() === ''}
              aria-label={t('assistant.send')}
            >
              <IconArrowUp size={18} aria-hidden />
            </ActionIcon>
          }
        />
      </form>
      <Suspense fallback={<Skeleton height={64} radius="md" />}>
        {sent && <Asked sent={sent} close={() => setKey(null)} />}
      </Suspense>
    </Stack>
  )
}
