import { Combobox, ScrollArea, TextInput, useCombobox } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './OptionList.module.css'

export type Option = { id: string; text: string; sign?: ReactNode; depth?: number }

type Props = {
  label: string
  options: readonly Option[]
  chosen: readonly string[]
  onPick: (id: string) => void
  /** Offered where what is written is none of them. */
  onMake?: (text: string) => void
  /** Where the server searches: the options are what it has found. */
  onSearch?: (text: string) => void
  width?: number
}

/** A short list to pick from, by pointer, arrows or a few letters. */
export function OptionList({ label, options, chosen, onPick, onMake, onSearch, width = 240 }: Props) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const box = useCombobox({ opened: true })
  const wanted = text.trim().toLocaleLowerCase()
  const found = onSearch ? options : options.filter(option => option.text.toLocaleLowerCase().includes(wanted))
  const makes = onMake && wanted !== '' && !options.some(option => option.text.toLocaleLowerCase() === wanted)
  const first = found[0]?.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is written and found decides what stands first.
  useEffect(() => {
    box.selectFirstOption()
  }, [wanted, first])
  return (
    <Combobox
      store={box}
      onOptionSubmit={id => {
        if (id === 'make') onMake?.(text.trim())
        else onPick(id)
        setText('')
      }}
    >
      <div style={{ width }}>
        <Combobox.EventsTarget>
          <TextInput
            aria-label={label}
            placeholder={label}
            data-autofocus
            size="sm"
            value={text}
            onChange={event => {
              setText(event.currentTarget.value)
              onSearch?.(event.currentTarget.value)
            }}
          />
        </Combobox.EventsTarget>
        <ScrollArea.Autosize mah={264} mt={4} type="auto">
          <Combobox.Options aria-label={label}>
            {found.map(option => (
              <Combobox.Option
                key={option.id}
                value={option.id}
                className={classes.option}
                active={chosen.includes(option.id)}
                style={option.depth ? { paddingInlineStart: 12 + option.depth * 14 } : undefined}
              >
                {option.sign}
                <span className={classes.text}>{option.text}</span>
                {chosen.includes(option.id) && <IconCheck size={15} aria-label={t('tasks.pick.chosen')} />}
              </Combobox.Option>
            ))}
            {makes && (
              <Combobox.Option value="make" className={classes.option}>
                {t('tasks.pick.make', { name: text.trim() })}
              </Combobox.Option>
            )}
          </Combobox.Options>
          {found.length === 0 && !makes && <p className={classes.none}>{t('tasks.pick.none')}</p>}
        </ScrollArea.Autosize>
      </div>
    </Combobox>
  )
}
