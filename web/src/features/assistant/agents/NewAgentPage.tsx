import { Anchor, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useNavigate } from 'react-router'
import { post } from '@/api/call'
import { useMay } from '@/data/me'
import { Page } from '@/ui/Page'
import { AgentEditor } from './AgentEditor'

const template = `---
name: bookkeeper
description: Sorts bills, and reminds of what is to be paid.
tools: add_task, list_tasks, add_reminder
---

You look after this household's bills.
Add a task for each, due three days before it must be paid.
`

/** An agent begins with an example, or with the file that was chosen. */
export function NewAgentPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const mayManage = useMay('manage:tenant')
  const { state } = useLocation() as { state: { text?: string; name?: string } | null }
  const [name, setName] = useState(state?.name ?? '')
  return (
    <Page title={t('assistant.agents.add')}>
      {state?.name && (
        <TextInput
          label={t('assistant.agents.name')}
          description={t('assistant.agents.nameHint')}
          mb="sm"
          maxLength={200}
          value={name}
          onChange={event => setName(event.currentTarget.value)}
        />
      )}
      <AgentEditor
        isNew
        text={state?.text ?? template}
        mayEdit={mayManage}
        note={null}
        call={text =>
          post('/api/v1/agents', { body: { text, strict: false, ...(name.trim() ? { name: name.trim() } : {}) } })
        }
        says={t('assistant.agents.added')}
        onSaved={agent => navigate(`/assistant/agents/${encodeURIComponent(agent.name)}`)}
      />
      <Anchor component={Link} to="/assistant/agents" size="sm" display="inline-block" mt="lg">
        {t('assistant.agents.all')}
      </Anchor>
    </Page>
  )
}
