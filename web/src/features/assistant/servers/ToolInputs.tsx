import { Code, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { inputsOf } from './definitions'
import classes from './Servers.module.css'
import type { ServerTool } from './servers'

/** What a call gives the tool, and by which name agents call it. */
export function ToolInputs({ tool }: { tool: ServerTool }) {
  const { t } = useTranslation()
  const inputs = inputsOf(tool.definition)
  return (
    <div className={classes.inputs}>
      <Text size="sm">
        {t('assistant.servers.calledAs')} <Code>{tool.called_as}</Code>
      </Text>
      {inputs.length === 0 ? (
        <Text size="sm" c="var(--quiet)">
          {t('assistant.servers.noInputs')}
        </Text>
      ) : (
        <dl>
          {inputs.map(({ name, type, isRequired, description }) => (
            <div key={name}>
              <dt>
                <Code>{name}</Code>{' '}
                <span className={classes.kind}>
                  {[type, isRequired && t('assistant.servers.required')].filter(Boolean).join(', ')}
                </span>
              </dt>
              {description && <dd>{description}</dd>}
            </div>
          ))}
        </dl>
      )}
    </div>
  )
}
