import { Button, Group, Stack, Textarea } from '@mantine/core'
import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMembers } from '../api'
import { candidates, mentionAt, mentioned, mentionsIn } from './mentions'
import classes from './TaskPane.module.css'

type Props = {
  label: string
  initial?: string
  send: string
  onSend: (body: string, mention_ids: string[]) => Promise<unknown>
  onCancel?: () => void
}

/** A comment being written; @ names members. What could not be sent stays. */
export function CommentInput({ label, initial = '', send, onSend, onCancel }: Props) {
  const { t } = useTranslation()
  const members = useMembers().data?.items ?? []
  const field = useRef<HTMLTextAreaElement>(null)
  const list = useId()
  const [text, setText] = useState(initial)
  const [caret, setCaret] = useState(0)
  const [at, setAt] = useState(0)
  const [isClosed, setClosed] = useState(false)
  const mention = isClosed ? null : mentionAt(text, caret)
  const found = mention ? candidates(members, mention.name) : []
  const choose = (index: number) => {
    const member = found[index]
    if (!mention || !member) return
    const next = mentioned(text, mention.from, caret, member.display_name)
    setText(next.text)
    setCaret(next.caret)
    setClosed(true)
    requestAnimationFrame(() => field.current?.setSelectionRange(next.caret, next.caret))
  }
  const submit = async () => {
    const body = text.trim()
    if (!body) return
    setText('')
    await onSend(body, mentionsIn(body, members)).catch(() => setText(now => now || body))
  }
  return (
    <Stack gap="xs" className={classes.comment}>
      <Textarea
        ref={field}
        aria-label={label}
        placeholder={label}
        autosize
        minRows={onCancel ? 2 : 1}
        maxRows={16}
        maxLength={20_000}
        autoFocus={onCancel !== undefined}
        value={text}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={found.length > 0 ? `${list}-${at}` : undefined}
        onChange={event => {
          setText(event.currentTarget.value)
          setCaret(event.currentTarget.selectionStart)
          setClosed(false)
          setAt(0)
        }}
        onKeyDown={event => {
          if (event.nativeEvent.isComposing) return
          const moves = { ArrowDown: 1, ArrowUp: -1 }[event.key]
          if (found.length > 0 && moves) setAt((at + moves + found.length) % found.length)
          else if (found.length > 0 && (event.key === 'Enter' || event.key === 'Tab') && !event.ctrlKey) choose(at)
          else if (found.length > 0 && event.key === 'Escape') setClosed(true)
          else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit()
          else if (event.key === 'Escape' && onCancel) onCancel()
          else if (event.key === 'Escape' && text !== initial) event.currentTarget.blur()
          else return
          event.preventDefault()
        }}
      />
      <div
        id={list}
        role="listbox"
        aria-label={t('pane.members')}
        className={classes.mentions}
        hidden={found.length === 0}
      >
        {found.map((member, index) => (
          <div
            key={member.user_id}
            id={`${list}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className={classes.choice}
            onMouseDown={event => {
              event.preventDefault()
              choose(index)
            }}
          >
            {member.display_name}
          </div>
        ))}
      </div>
      {(text.trim() || onCancel) && (
        <Group gap="xs" justify="flex-end">
          {onCancel && (
            <Button size="compact-sm" variant="default" onClick={onCancel}>
              {t('common.cancel')}
            </Button>
          )}
          <Button size="compact-sm" onClick={() => void submit()} disabled={!text.trim()}>
            {send}
          </Button>
        </Group>
      )}
    </Stack>
  )
}
