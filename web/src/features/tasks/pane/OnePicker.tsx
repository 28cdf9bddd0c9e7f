import { ScrollArea, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Choice, ChoiceList } from './ChoiceList'

type Props = {
  label: string
  choices: readonly Choice[]
  chosen: string | null
  onPick: (id: string) => void
  /** Where the server searches instead. */
  onSearch?: (text: string) => void
}

/** One of a list that is searched by writing; Enter takes the first. */
export function OnePicker({ label, choices, chosen, onPick, onSearch }: Props) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLocaleLowerCase()
  const found = onSearch ? choices : choices.filter(choice => choice.name.toLocaleLowerCase().includes(wanted))
  return (
    <Stack gap="xs">
      <TextInput
        aria-label={t('pane.search', { what: label })}
        placeholder={t('pane.searchShort')}
        value={search}
        data-autofocus
        onChange={event => {
          setSearch(event.currentTarget.value)
          onSearch?.(event.currentTarget.value)
        }}
        onKeyDown={event => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing && found[0]) onPick(found[0].id)
        }}
      />
      <ScrollArea.Autosize mah={260} type="auto">
        <ChoiceList choices={found.slice(0, 100)} chosen={chosen} onPick={onPick} />
        {found.length === 0 && (
          <Text size="sm" c="var(--quiet)">
            {t('pane.nothingFound')}
          </Text>
        )}
      </ScrollArea.Autosize>
    </Stack>
  )
}
