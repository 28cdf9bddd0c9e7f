import { ActionIcon, Badge, Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconCpu, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get, remove } from '@/api/call'
import { useAsk } from '@/data/ask'
import { useChange } from '@/data/change'
import { useMay } from '@/data/me'
import { addDays, costText, today } from '@/i18n/format'
import { Empty } from '@/ui/Empty'
import { ProblemNote } from '@/ui/ProblemNote'
import { RowsComing } from '@/ui/Rows'
import classes from '../SetUp.module.css'
import { SetUpPage } from '../SetUpPage'
import { sumsOf } from '../usage/sums'
import { ModelForm } from './ModelForm'
import type { Model } from './models'
import { RunLimits } from './RunLimits'

/** Who answers, and how much agents may take. */
export function ModelsPage() {
  const { t } = useTranslation()
  const mayManage = useMay('manage:tenant')
  const [isOpen, setOpen] = useState(false)
  const [edited, setEdited] = useState<Model | null>(null)
  const open = (model: Model | null) => {
    setEdited(model)
    setOpen(true)
  }
  const { data, error, refetch } = useAsk(get('/api/v1/model_providers'), { enabled: mayManage })
  const until = today()
  const usage = useAsk(get('/api/v1/usage', { query: { from: addDays(until, -6), until } }), { enabled: mayManage })
  const turns = new Map(sumsOf(usage.data?.items ?? [], 'model').map(sum => [sum.name, sum.turns]))
  const add = (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => open(null)}>
      {t('assistant.models.add')}
    </Button>
  )
  return (
    <SetUpPage title={t('assistant.models.title')} aside={mayManage && data && data.items.length > 0 ? add : null}>
      <Stack gap="xl">
        {!mayManage ? (
          <Text size="sm">{t('assistant.models.adminsOnly')}</Text>
        ) : error && !data ? (
          <ProblemNote error={error} again={refetch} />
        ) : !data ? (
          <RowsComing count={3} height={64} />
        ) : data.items.length === 0 ? (
          <Empty icon={IconCpu} title={t('assistant.models.none')} text={t('assistant.models.noneDetail')}>
            {add}
          </Empty>
        ) : (
          <ul className={classes.list}>
            {data.items.map(model => (
              <Line
                key={model.id ?? model.name}
                model={model}
                turns={turns.get(model.model) ?? 0}
                edit={() => open(model)}
              />
            ))}
          </ul>
        )}
        <section>
          <Title order={2} size="h4" mb="xs">
            {t('assistant.limits.title')}
          </Title>
          <RunLimits mayManage={mayManage} />
        </section>
      </Stack>
      <ModelForm model={edited} isOpen={isOpen} close={() => setOpen(false)} />
    </SetUpPage>
  )
}

function Line({ model, turns, edit }: { model: Model; turns: number; edit: () => void }) {
  const { t } = useTranslation()
  const drop = useChange({
    call: () => remove('/api/v1/model_providers/{model_provider_id}', { path: { model_provider_id: model.id! } }),
    asks: ['/api/v1/model_providers'],
    says: () => t('assistant.models.removed', { name: model.name }),
  })
  const price =
    model.input_price !== null && model.output_price !== null
      ? t('assistant.models.price', { input: costText(model.input_price), output: costText(model.output_price) })
      : null
  const key = model.has_key
    ? model.key_hint
      ? t('assistant.models.keyHint', { hint: model.key_hint })
      : t('assistant.models.hasKey')
    : t('assistant.models.noKey')
  return (
    <li className={classes.line}>
      <div className={classes.main}>
        <Group gap="xs">
          <Text fw={600} size="sm">
            {model.name}
          </Text>
          <Badge variant="light" color="gray" tt="none">
            {t(`assistant.models.size.${model.size}`)}
          </Badge>
          {model.id === null && (
            <Badge variant="light" color="blue" tt="none">
              {t('assistant.models.installation')}
            </Badge>
          )}
        </Group>
        <Text size="sm">
          {model.model}
          {model.url && ` · ${model.url}`}
        </Text>
        <Text size="sm" c="var(--quiet)">
          {[key, price, t('assistant.models.answered', { count: turns })].filter(Boolean).join(' · ')}
        </Text>
      </div>
      {model.id !== null && (
        <Group gap={0} wrap="nowrap">
          <ActionIcon
            variant="subtle"
            color="gray"
            size={44}
            aria-label={t('assistant.models.edit', { name: model.name })}
            onClick={edit}
          >
            <IconPencil size={18} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={44}
            aria-label={t('assistant.models.remove', { name: model.name })}
            loading={drop.isPending}
            onClick={() => drop.mutate()}
          >
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        </Group>
      )}
    </li>
  )
}
