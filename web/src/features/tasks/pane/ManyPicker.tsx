import { Button, Checkbox, ScrollArea, Stack, Text, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ColorDot } from '../ui/ColorDot'

export type Choice = { id: string; name: string; color?: string | null }

type Props = {
  label: string
  choices: readonly Choice[]
  chosen: readonly string[]
  /** Once, when it closes and something has changed. */
  onDone: (ids: string[]) => void
  /** Makes a new one of that name. */
  onCreate?: (name: string) => Promise<string | null>
}

/** Several of a list that is searched by writing. */
export function ManyPicker({ label, choices, chosen, onDone, onCreate }: Props) {
  const { t } = useTranslation()
  const [ids, setIds] = useState<readonly string[]>(chosen)
  const [search, setSearch] = useState('')
  const latest = useRef({ ids, chosen, onDone })
  latest.current = { ids, chosen, onDone }
  useEffect(
    () => () => {
      const { ids, chosen, onDone } = latest.current
      if (ids.length !== chosen.length || ids.some(id => !chosen.includes(id))) onDone([...ids])
    },
    [],
  )
  const wanted = search.trim().toLocaleLowerCase()
  const found = choices.filter(choice => choice.name.toLocaleLowerCase().includes(wanted))
  const isNew = wanted !== '' && !choices.some(choice => choice.name.toLocaleLowerCase() === wanted)
  const toggle = (id: string) => setIds(now => (now.includes(id) ? now.filter(one => one !== id) : [...now, id]))
  const create = async () => {
    const id = await onCreate?.(search.trim())
    if (id) setIds(now => [...now, id])
    setSearch('')
  }
  return (
    <Stack gap="xs">
      <TextInput
        aria-label={t('pane.search', { what: label })}
        placeholder={t('pane.searchShort')}
        value={search}
        data-autofocus
        onChange={event => setSearch(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          if (found[0]) toggle(found[0].id)
          else if (isNew && onCreate) void create()
        }}
      />
      <ScrollArea.Autosize mah={240} type="auto">
        <Stack gap={0} role="group" aria-label={label}>
          {found.slice(0, 100).map(choice => (
            <Checkbox
              key={choice.id}
              py={6}
              checked={ids.includes(choice.id)}
              onChange={() => toggle(choice.id)}
              label={
                <span>
                  {choice.color !== undefined && <ColorDot color={choice.color} />} {choice.name}
                </span>
              }
            />
          ))}
          {found.length === 0 && !isNew && (
            <Text size="sm" c="var(--quiet)">
              {t('pane.nothingFound')}
            </Text>
          )}
        </Stack>
      </ScrollArea.Autosize>
      {isNew && onCreate && (
        <Button size="compact-sm" variant="light" onClick={() => void create()}>
          {t('pane.create', { name: search.trim() })}
        </Button>
      )}
    </Stack>
  )
}
