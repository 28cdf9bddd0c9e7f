import { Button, Group, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { type ClipboardEvent, type KeyboardEvent, lazy, Suspense, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import { useLiveState } from '@/data/live'
import { problemText } from '@/i18n/problems'
import { HighlightedInput } from './HighlightedInput'
import classes from './QuickAdd.module.css'
import { carried, linesOf } from './spans'
import { Understood } from './Understood'
import { usePreview } from './usePreview'
import { useQuickAdd } from './useQuickAdd'

const ManyLines = lazy(async () => ({ default: (await import('./ManyLines')).ManyLines }))

type Props = {
  /** Where a line goes that names no project. */
  project_id?: string
  autoFocus?: boolean
  onEscape?: () => void
}

/** One line is one task. What the server understands of it is marked while one writes. */
export function QuickAdd({ project_id, autoFocus, onEscape }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [pasted, setPasted] = useState<string | null>(null)
  const [asked] = useDebouncedValue(text, 120)
  const { preview, isOf, error } = usePreview(asked, project_id)
  const [refused, setRefused] = useState<unknown>(null)
  const offline = useLiveState() === 'offline'
  const known = useRef({ text: '', spans: [], unresolved: [] } as Known)
  const item = preview?.items[0]
  if (preview && isOf && known.current.text !== asked)
    known.current = { text: asked, spans: item?.spans ?? [], unresolved: item?.unresolved ?? [] }
  const marks = text.trim() === '' ? nothing : carried(known.current, known.current.text, text)
  const add = useQuickAdd(project_id)

  const submit = async () => {
    const wanted = text.trim()
    if (!wanted) return
    setText('')
    setRefused(null)
    known.current = { ...nothing, text: '' }
    const failed = await add(wanted, isOf && asked.trim() === wanted ? item : undefined)
    if (!failed) return
    // What was refused comes back to be mended, unless the next one is being written.
    setText(now => (now === '' ? wanted : now))
    setRefused(failed)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      void submit()
    }
    if (event.key === 'Escape') {
      event.stopPropagation()
      if (text) setText('')
      else if (onEscape) onEscape()
      else field.current?.blur()
    }
  }
  const onPaste = (event: ClipboardEvent) => {
    const given = event.clipboardData.getData('text/plain')
    if (linesOf(given).length < 2) return
    event.preventDefault()
    setPasted(given)
  }
  const problem = refused ?? (text.trim() !== '' && asProblem(error ?? {}).code !== 'unexpected' ? error : null)
  const fault = problem && asProblem(problem).status !== 0 ? problemText(asProblem(problem)).detail : null

  if (pasted !== null)
    return (
      <Suspense>
        <ManyLines
          text={pasted}
          project_id={project_id}
          onClose={() => {
            setPasted(null)
            requestAnimationFrame(() => field.current?.focus())
          }}
        />
      </Suspense>
    )
  return (
    <div>
      <div className={classes.line} data-fault={fault !== null || undefined}>
        <IconPlus size={18} stroke={1.8} aria-hidden className={classes.sign} />
        <HighlightedInput
          ref={field}
          text={text}
          marks={marks}
          label={t('tasks.quick.label')}
          placeholder={t('tasks.quick.placeholder')}
          describedBy={`${id}-understood`}
          autoFocus={autoFocus}
          isInvalid={fault !== null}
          onChange={value => {
            setText(value)
            setRefused(null)
          }}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
        {text.trim() !== '' && (
          <Button size="compact-sm" onClick={() => void submit()}>
            {t('tasks.quick.add')}
          </Button>
        )}
      </div>
      <div id={`${id}-understood`} className={classes.below} role="status" aria-live="polite">
        {fault ? (
          <Text size="sm" c="var(--mantine-color-error)" px={4}>
            {fault}
          </Text>
        ) : (
          text.trim() !== '' && (
            <Group gap={6}>
              <Understood spans={marks.spans} unresolved={marks.unresolved} />
              {offline && (
                <Text size="xs" c="var(--quiet)">
                  {t('tasks.quick.offline')}
                </Text>
              )}
            </Group>
          )
        )}
      </div>
    </div>
  )
}

type Known = Parameters<typeof carried>[0] & { text: string }
const nothing = { spans: [], unresolved: [] }
