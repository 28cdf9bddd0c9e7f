import { Badge, Group, Switch, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { patch } from '@/api/call'
import { useChange } from '@/data/change'
import { LongDiff } from '@/ui/diff/LongDiff'
import setUp from '../SetUp.module.css'
import { definitionOf } from './definitions'
import { LookMark } from './Health'
import classes from './Servers.module.css'
import type { ServerTool } from './servers'
import { ToolInputs } from './ToolInputs'
import { useFlip } from './useFlip'

type Props = { server: string; tool: ServerTool; mayManage: boolean }

/** One tool, in the words of its server that were accepted. */
export function ToolLine({ server, tool, mayManage }: Props) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const { title, description, effects } = definitionOf(tool.definition)
  return (
    <li className={setUp.line}>
      <div className={setUp.main}>
        <Group gap="xs">
          <Text fw={600} size="sm" component="h3">
            {tool.name}
          </Text>
          {title && title !== tool.name && (
            <Text size="sm" c="var(--quiet)">
              {title}
            </Text>
          )}
          {tool.new_hash !== null && (
            <LookMark>{t(tool.is_allowed ? 'assistant.servers.isChanged' : 'assistant.servers.isKept')}</LookMark>
          )}
          {!tool.is_offered && (
            <Badge variant="light" color="gray" tt="none">
              {t('assistant.servers.gone')}
            </Badge>
          )}
        </Group>
        <div className={classes.said}>
          {description ? (
            <LongDiff before="" after={description} isWhole />
          ) : (
            <Text size="sm" c="var(--quiet)">
              {t('assistant.servers.noDescription')}
            </Text>
          )}
        </div>
        {effects.length > 0 && (
          <Text size="sm" c="var(--quiet)">
            {t('assistant.servers.saysOfItself', {
              effects: effects.map(effect => t(`assistant.servers.effect.${effect}`)).join(', '),
            })}
          </Text>
        )}
        <details className={setUp.details} onToggle={event => setOpen(event.currentTarget.open)}>
          <summary>{t('assistant.servers.details')}</summary>
          {isOpen && <ToolInputs tool={tool} />}
        </details>
        {mayManage ? (
          <Group gap="lg" mt={4}>
            <Choice server={server} tool={tool} field="is_allowed" />
            <Choice server={server} tool={tool} field="is_unasked" />
          </Group>
        ) : (
          <Text size="sm" mt={4}>
            {t(tool.is_allowed ? 'assistant.servers.allowed' : 'assistant.servers.notAllowed')}
            {tool.is_allowed && tool.is_unasked && ` · ${t('assistant.servers.unasked')}`}
          </Text>
        )}
      </div>
    </li>
  )
}

type ChoiceProps = { server: string; tool: ServerTool; field: 'is_allowed' | 'is_unasked' }

function Choice({ server, tool, field }: ChoiceProps) {
  const { t } = useTranslation()
  const label = t(field === 'is_allowed' ? 'assistant.servers.allowed' : 'assistant.servers.unasked')
  const save = useChange<boolean, unknown>({
    call: value =>
      patch('/api/v1/servers/{server}/tools/{tool}', {
        path: { server, tool: tool.name },
        body: { [field]: value },
      }),
    asks: ['/api/v1/servers'],
    says: value => t(`assistant.servers.said.${field}.${value ? 'on' : 'off'}`, { name: tool.name }),
  })
  const { checked, flip } = useFlip(tool[field], value => save.mutateAsync(value), '/api/v1/servers')
  return (
    <Switch
      py={10}
      label={label}
      aria-label={`${label}: ${tool.name}`}
      checked={checked}
      disabled={field === 'is_unasked' && !tool.is_allowed}
      onChange={event => flip(event.currentTarget.checked)}
    />
  )
}
