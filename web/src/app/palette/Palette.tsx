import { Combobox, Group, Modal, Text, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { grouped } from '@/data/grouped'
import { early } from './early'
import { matching } from './match'
import classes from './Palette.module.css'
import { type PaletteEntry, useEntries } from './useEntries'
import { useFound } from './useFound'

/** Ctrl-K: a page, a task, a project, or something to do, by a few letters. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [isTaken, setTaken] = useState(false)
  const [settled] = useDebouncedValue(text, 150)
  const known = useEntries()
  const found = useFound(settled)
  const combobox = useCombobox({ opened: true })
  const matches = matching(known, text).slice(0, text ? 8 : undefined)
  const entries = [...matches, ...found.entries]
  const isSettled = matches.length > 0 || (settled === text && !found.isComing)
  const shown = entries.map(entry => entry.id).join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever something else is shown, Enter takes the first of it.
  useEffect(() => {
    const frame = requestAnimationFrame(() => combobox.selectFirstOption())
    return () => cancelAnimationFrame(frame)
  }, [shown])

  const take = (id: string) => {
    onClose()
    void entries.find(entry => entry.id === id)?.run()
  }
  // Who presses Enter before the answer is here gets there when it is.
  const [first] = entries
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when what is looked for is there.
  useEffect(() => {
    if (!isTaken || !isSettled) return
    if (first) take(first.id)
    else setTaken(false)
  }, [isTaken, isSettled])
  const begin = () => {
    const typed = early.end()
    if (!typed) return
    setText(typed.text)
    setTaken(typed.isTaken)
  }
  const keys = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') onClose()
    else if (event.key === 'Enter' && !isSettled && combobox.getSelectedOptionIndex() < 1) setTaken(true)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <Modal.Root opened onClose={onClose} size="lg" centered={false} yOffset="12dvh">
      <Modal.Overlay backgroundOpacity={0.35} blur={2} />
      <Modal.Content aria-label={t('shell.palette.label')} onKeyDownCapture={keys}>
        <Combobox store={combobox} onOptionSubmit={take} withinPortal={false}>
          <Combobox.EventsTarget>
            <TextInput
              variant="unstyled"
              size="lg"
              px="md"
              py={4}
              data-autofocus
              onFocus={begin}
              aria-label={t('shell.palette.label')}
              placeholder={t('shell.palette.placeholder')}
              leftSection={<IconSearch size={20} stroke={1.7} aria-hidden />}
              value={text}
              onChange={event => {
                setText(event.currentTarget.value)
                setTaken(false)
              }}
            />
          </Combobox.EventsTarget>
          <Combobox.Options tabIndex={0} className={classes.options} aria-label={t('shell.palette.label')}>
            {[...grouped(entries, entry => entry.group)].map(([group, some]) => (
              <Combobox.Group
                key={group}
                label={t(group as 'shell.palette.pages')}
                classNames={{ groupLabel: classes.groupLabel }}
              >
                {some.map(entry => (
                  <Line key={entry.id} entry={entry} />
                ))}
              </Combobox.Group>
            ))}
            {entries.length === 0 && (
              <Combobox.Empty>{t(found.isComing ? 'shell.palette.searching' : 'shell.palette.nothing')}</Combobox.Empty>
            )}
          </Combobox.Options>
        </Combobox>
      </Modal.Content>
    </Modal.Root>
  )
}

const Line = ({ entry }: { entry: PaletteEntry }) => (
  <Combobox.Option value={entry.id} className={classes.option}>
    <Group gap="sm" wrap="nowrap">
      <entry.icon size={18} stroke={1.7} aria-hidden style={{ flexShrink: 0 }} />
      <Text size="sm" truncate flex={1}>
        {entry.label}
      </Text>
      {entry.hint && (
        <Text size="xs" className={classes.hint} truncate maw="40%">
          {entry.hint}
        </Text>
      )}
    </Group>
  </Combobox.Option>
)
