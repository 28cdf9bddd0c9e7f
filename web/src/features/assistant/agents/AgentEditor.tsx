import { Alert, Button, Group, List, Stack, Text, Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconAlertTriangle, IconCheck, IconInfoCircle } from '@tabler/icons-react'
import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Call } from '@/api/call'
import { asProblem } from '@/api/problem'
import type { Agent } from '@/api/types'
import { usePreview } from '@/data/ask'
import { useChange } from '@/data/change'
import { ProblemNote } from '@/ui/ProblemNote'
import classes from './Agents.module.css'
import { lineOf, placeOfLine } from './lines'

type Props = {
  text: string
  mayEdit: boolean
  note: string | null
  call: (text: string) => Call<unknown>
  says: string
  onSaved?: (agent: Agent) => void
  /** It is new: there is something to save before anything was written. */
  isNew?: boolean
  children?: ReactNode
}

/** An agent's file, checked by the server while it is written. */
export function AgentEditor({ text: given, mayEdit, note, call, says, onSaved, isNew = false, children }: Props) {
  const { t } = useTranslation()
  const [text, setText] = useState(given)
  const field = useRef<HTMLTextAreaElement>(null)
  const [still] = useDebouncedValue(text, 500)
  const isChanged = isNew ? text.trim() !== '' : text !== given
  const check = usePreview<unknown>(call(still), { enabled: mayEdit && isChanged && still.trim() !== '' })
  const save = useChange<void, unknown>({
    call: () => call(text),
    asks: ['/api/v1/agents'],
    says: () => says,
    quiet: true,
  })
  const seen = check.error || !isChanged ? null : (check.data?.result as Agent | undefined)
  const problem = save.error ?? (isChanged ? check.error : null)
  const goTo = (line: number) => {
    const place = placeOfLine(text, line)
    field.current?.focus()
    field.current?.setSelectionRange(place.start, place.end)
  }
  return (
    <Stack gap="sm">
      {note && (
        <Text size="sm" c="var(--quiet)">
          {note}
        </Text>
      )}
      <Textarea
        ref={field}
        label={t('assistant.agents.file')}
        description={mayEdit ? t('assistant.agents.fileHint') : undefined}
        readOnly={!mayEdit}
        autosize
        minRows={12}
        maxRows={32}
        spellCheck={false}
        classNames={{ input: classes.file }}
        value={text}
        onChange={event => {
          setText(event.currentTarget.value)
          save.reset()
        }}
      />
      <div aria-live="polite">
        {problem && <Fault error={problem} goTo={goTo} />}
        {seen && <Findings agent={seen} goTo={goTo} />}
      </div>
      {mayEdit && (
        <Group gap="sm">
          <Button
            disabled={!isChanged || (check.error !== null && still === text)}
            loading={save.isPending}
            onClick={() => save.mutate(undefined, { onSuccess: answer => onSaved?.(answer.data as unknown as Agent) })}
          >
            {t('common.save')}
          </Button>
          {isChanged && !isNew && (
            <Button variant="default" onClick={() => setText(given)}>
              {t('assistant.agents.takeBack')}
            </Button>
          )}
          {children}
        </Group>
      )}
    </Stack>
  )
}

function Fault({ error, goTo }: { error: unknown; goTo: (line: number) => void }) {
  const { t } = useTranslation()
  const problem = asProblem(error)
  const line = problem.params.line
  if (problem.code !== 'invalid_agent' || typeof line !== 'number') return <ProblemNote error={error} />
  return (
    <Alert color="red" icon={<IconAlertTriangle size={18} />} title={t('assistant.agents.fault', { line })}>
      <Text size="sm">{problem.message.replace(/^.*?line \d+: /, '')}</Text>
      <Button size="compact-sm" variant="default" mt="xs" onClick={() => goTo(line)}>
        {t('assistant.agents.toLine', { line })}
      </Button>
    </Alert>
  )
}

function Findings({ agent, goTo }: { agent: Agent; goTo: (line: number) => void }) {
  const { t } = useTranslation()
  const isClean = agent.warnings.length === 0 && agent.missing_tools.length === 0
  return (
    <Alert
      color={isClean ? 'pine' : 'yellow'}
      icon={isClean ? <IconCheck size={18} /> : <IconInfoCircle size={18} />}
      title={
        isClean
          ? t('assistant.agents.clean', { name: agent.name })
          : t('assistant.agents.findings', { name: agent.name })
      }
    >
      <Text size="sm">{agent.description}</Text>
      {agent.missing_tools.length > 0 && (
        <Text size="sm">{t('assistant.agents.missingTools', { tools: agent.missing_tools.join(', ') })}</Text>
      )}
      <List size="sm">
        {agent.warnings.map(warning => {
          const line = lineOf(warning)
          return (
            <List.Item key={warning}>
              {warning}{' '}
              {line !== null && (
                <Button size="compact-xs" mih={24} variant="subtle" onClick={() => goTo(line)}>
                  {t('assistant.agents.toLine', { line })}
                </Button>
              )}
            </List.Item>
          )
        })}
      </List>
    </Alert>
  )
}
