import { Anchor, Badge, Button, Group, Select, Stack, Text } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useParams } from 'react-router'
import { get, patch, post, remove } from '@/api/call'
import { useAsk } from '@/data/ask'
import { useChange } from '@/data/change'
import { useMay } from '@/data/me'
import { useNames } from '@/data/names'
import { momentText } from '@/i18n/format'
import { LongDiff } from '@/ui/diff/LongDiff'
import { Page } from '@/ui/Page'
import { ProblemNote } from '@/ui/ProblemNote'
import { RowsComing } from '@/ui/Rows'
import { SureButton } from '@/ui/SureButton'
import { AgentEditor } from './AgentEditor'

/** One agent: what it may, and its file with the ones before. */
export function AgentPage() {
  const { t } = useTranslation()
  const { name = '' } = useParams()
  const { data, error, refetch } = useAsk(get('/api/v1/agents/{name}', { path: { name } }))
  return (
    <Page title={name}>
      {error && !data ? (
        <ProblemNote error={error} again={refetch} />
      ) : !data ? (
        <RowsComing count={5} height={48} />
      ) : (
        <Stack gap="lg">
          <Group gap="xs">
            <Badge variant="light" color={data.agent.source === 'own' ? 'pine' : 'gray'} tt="none">
              {t(`assistant.agents.source.${data.agent.source}`)}
            </Badge>
            <Text size="sm" c="var(--quiet)">
              {[
                data.agent.model
                  ? t('assistant.agents.model', { model: data.agent.model })
                  : t('assistant.agents.anyModel'),
                data.agent.tools === null
                  ? t('assistant.agents.allTools')
                  : t('assistant.agents.tools', { count: data.agent.tools.length }),
                data.max_turns !== null && t('assistant.agents.turns', { count: data.max_turns }),
                data.reviewers.length > 0 && t('assistant.agents.reviewers', { names: data.reviewers.join(', ') }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </Text>
          </Group>
          <Editing key={data.agent.number ?? 0} name={name} text={data.text} isOwn={data.agent.source === 'own'} />
          {data.versions.length > 1 && <Versions name={name} now={data.text} versions={data.versions} />}
        </Stack>
      )}
      <Anchor component={Link} to="/assistant/agents" size="sm" display="inline-block" mt="lg">
        {t('assistant.agents.all')}
      </Anchor>
    </Page>
  )
}

function Editing({ name, text, isOwn }: { name: string; text: string; isOwn: boolean }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const mayManage = useMay('manage:tenant')
  const drop = useChange({
    call: () => remove('/api/v1/agents/{name}', { path: { name } }),
    asks: ['/api/v1/agents'],
    says: () => t('assistant.agents.removed', { name }),
  })
  return (
    <AgentEditor
      text={text}
      mayEdit={mayManage}
      note={isOwn ? null : t('assistant.agents.builtInNote')}
      // A file of one's own takes a built-in agent's place.
      call={changed =>
        isOwn
          ? patch('/api/v1/agents/{name}', { path: { name }, body: { text: changed, strict: false } })
          : post('/api/v1/agents', { body: { text: changed, name, strict: false } })
      }
      says={t('assistant.agents.saved', { name })}
    >
      {isOwn && mayManage && (
        <SureButton
          variant="subtle"
          color="red"
          sure={t('assistant.agents.removeSure')}
          loading={drop.isPending}
          onSure={() => drop.mutate(undefined, { onSuccess: () => navigate('/assistant/agents') })}
        >
          {t('assistant.agents.remove')}
        </SureButton>
      )}
    </AgentEditor>
  )
}

type VersionsProps = {
  name: string
  now: string
  versions: { number: number; created_by: string; created_at: string }[]
}

function Versions({ name, now, versions }: VersionsProps) {
  const { t } = useTranslation()
  const names = useNames()
  const mayManage = useMay('manage:tenant')
  const [chosen, setChosen] = useState<number | null>(null)
  const { data } = useAsk(get('/api/v1/agents/{name}', { path: { name }, query: { number: chosen ?? 1 } }), {
    enabled: chosen !== null,
  })
  const restore = useChange<number, unknown>({
    call: number => post('/api/v1/agents/{name}/versions/{number}/restoration', { path: { name, number } }),
    asks: ['/api/v1/agents'],
    says: number => t('assistant.agents.restored', { number }),
  })
  return (
    <section>
      <Select
        label={t('assistant.agents.versions')}
        placeholder={t('assistant.agents.choose')}
        maw={420}
        clearable
        data={versions.slice(1).map(version => ({
          value: String(version.number),
          label: `${version.number} · ${momentText(version.created_at)} · ${names.get(version.created_by) ?? ''}`,
        }))}
        value={chosen === null ? null : String(chosen)}
        onChange={value => setChosen(value === null ? null : Number(value))}
      />
      {chosen !== null && data && (
        <Stack gap="sm" mt="sm">
          <Text size="sm" c="var(--quiet)">
            {t('assistant.agents.difference', { number: chosen })}
          </Text>
          <LongDiff before={data.text} after={now} isWhole={false} />
          {mayManage && (
            <Group>
              <Button
                variant="default"
                leftSection={<IconArrowBackUp size={18} aria-hidden />}
                loading={restore.isPending}
                onClick={() => restore.mutate(chosen, { onSuccess: () => setChosen(null) })}
              >
                {t('assistant.agents.restore', { number: chosen })}
              </Button>
            </Group>
          )}
        </Stack>
      )}
    </section>
  )
}
