import { ActionIcon } from '@mantine/core'
import { IconFilter, IconX } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MarkedInput } from '../ui/MarkedInput'
import marks from '../ui/MarkedInput.module.css'
import { type Fault, isWhole, taken } from './completion'
import classes from './FilterLine.module.css'
import { Suggestions } from './Suggestions'
import { useCompletion } from './useCompletion'

type Props = { value: string; standard: string; fault: Fault | null; onAsk: (filter: string) => void }

/** What is looked for, in the language of filters: what could follow is offered, what is wrong is underlined. */
export function FilterLine({ value, standard, fault, onAsk }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(value || standard)
  const [caret, setCaret] = useState<number | null>(null)
  const [active, setActive] = useState(0)
  const wanted = useRef<number | null>(null)
  const completion = useCompletion(text, caret ?? 0, caret !== null)
  const offered = completion?.suggestions.slice(0, 12) ?? []
  const isOpen = caret !== null && offered.length > 0
  const shown = fault && text.trim() === (value || standard).trim() ? fault : null

  useEffect(() => setText(value || standard), [value, standard])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another answer begins at its first suggestion.
  useEffect(() => setActive(0), [completion])
  useLayoutEffect(() => {
    if (wanted.current === null) return
    input.current?.setSelectionRange(wanted.current, wanted.current)
    setCaret(wanted.current)
    wanted.current = null
  })

  const take = (index: number) => {
    const suggestion = offered[index]
    if (!completion || !suggestion) return
    const next = taken(text, completion, suggestion)
    setText(next.text)
    wanted.current = next.caret
    input.current?.focus()
  }
  const ask = (wish: string) => {
    setCaret(null)
    if (wish.trim() !== (value || standard).trim()) onAsk(wish.trim() === standard ? '' : wish.trim())
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const chosen = offered[active]
    if (step && isOpen) setActive((active + step + offered.length) % offered.length)
    else if (step) setCaret(input.current?.selectionStart ?? 0)
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      const takes =
        isOpen && chosen && completion && !isWhole(text, completion, chosen) && (completion.length > 0 || active > 0)
      if (takes) take(active)
      else ask(text)
    } else if (
      event.key === 'Tab' &&
      !event.shiftKey &&
      isOpen &&
      chosen &&
      completion!.length > 0 &&
      !isWhole(text, completion!, chosen)
    )
      take(active)
    else if (event.key === 'Escape' && isOpen) setCaret(null)
    else if (event.key === 'Escape') {
      setText(value || standard)
      input.current?.blur()
    } else return
    if (event.key === 'Escape') event.stopPropagation()
    event.preventDefault()
  }
  return (
    <div className={classes.around}>
      <div className={classes.line} data-fault={shown !== null || undefined}>
        <IconFilter size={16} stroke={1.7} aria-hidden className={classes.sign} />
        <MarkedInput
          ref={input}
          isCode
          marked={
            shown ? (
              <>
                {text.slice(0, shown.start)}
                <mark className={marks.wrong}>{text.slice(shown.start, shown.start + shown.length) || ' '}</mark>
                {text.slice(shown.start + shown.length)}
              </>
            ) : (
              text
            )
          }
          role="combobox"
          aria-label={t('tasks.filter.label')}
          aria-autocomplete="list"
          aria-expanded={isOpen}
          aria-controls={`${id}-list`}
          aria-activedescendant={isOpen ? `${id}-${active}` : undefined}
          aria-invalid={shown !== null || undefined}
          aria-describedby={shown ? `${id}-fault` : undefined}
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="search"
          value={text}
          onChange={event => {
            setText(event.currentTarget.value)
            setCaret(event.currentTarget.selectionStart)
          }}
          onSelect={event => {
            if (caret !== null) setCaret(event.currentTarget.selectionStart)
          }}
          onClick={event => setCaret(event.currentTarget.selectionStart)}
          onBlur={() => ask(text)}
          onKeyDown={onKeyDown}
        />
        {value !== '' && (
          <ActionIcon
            size={28}
            variant="subtle"
            color="gray"
            aria-label={t('tasks.filter.clear')}
            onClick={() => onAsk('')}
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
        )}
      </div>
      <Suggestions id={id} isOpen={isOpen} offered={offered} active={active} onTake={take} />
      {shown && (
        <p id={`${id}-fault`} className={classes.message} role="alert">
          {shown.message}
        </p>
      )}
    </div>
  )
}
