import { ActionIcon, Badge, Button, Group, Stack, Text } from '@mantine/core'
import { IconPlus, IconShieldCog, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get, remove } from '@/api/call'
import { useAsk } from '@/data/ask'
import { useChange } from '@/data/change'
import { useMe } from '@/data/me'
import { useNames } from '@/data/names'
import { momentText } from '@/i18n/format'
import { operationText } from '@/i18n/words'
import { Empty } from '@/ui/Empty'
import { Inputs } from '@/ui/Inputs'
import { ProblemNote } from '@/ui/ProblemNote'
import { RowsComing } from '@/ui/Rows'
import classes from '../SetUp.module.css'
import { SetUpPage } from '../SetUpPage'
import { AddRule } from './AddRule'
import type { Rule } from './rules'

/** What agents do by themselves, what they ask about, and what none of them does. */
export function PolicyPage() {
  const { t } = useTranslation()
  const [isAdding, setAdding] = useState(false)
  const { data, error, refetch } = useAsk(get('/api/v1/approval_rules'))
  return (
    <SetUpPage
      title={t('assistant.policy.title')}
      aside={
        <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>
          {t('assistant.policy.add')}
        </Button>
      }
    >
      <Stack gap="md">
        <Text size="sm" c="var(--quiet)">
          {t('assistant.policy.usual')}
        </Text>
        {error && !data ? (
          <ProblemNote error={error} again={refetch} />
        ) : !data ? (
          <RowsComing count={4} height={56} />
        ) : data.items.length === 0 ? (
          <Empty icon={IconShieldCog} title={t('assistant.policy.none')} text={t('assistant.policy.noneDetail')} />
        ) : (
          <ul className={classes.list}>
            {data.items.map(rule => (
              <Line key={rule.id} rule={rule} />
            ))}
          </ul>
        )}
      </Stack>
      <AddRule isOpen={isAdding} close={() => setAdding(false)} />
    </SetUpPage>
  )
}

const colors = { allow: 'pine', ask: 'yellow', refuse: 'red' } as const

function Line({ rule }: { rule: Rule }) {
  const { t } = useTranslation()
  const names = useNames()
  const { data: me } = useMe()
  const target = rule.target === '*' ? t('assistant.policy.everything') : operationText(rule.target)
  const drop = useChange({
    call: () => remove('/api/v1/approval_rules/{rule_id}', { path: { rule_id: rule.id } }),
    asks: ['/api/v1/approval_rules'],
    says: () => t('assistant.policy.removed', { target }),
  })
  const whose =
    rule.user_id === null
      ? t('assistant.policy.everybody')
      : rule.user_id === me?.user.id
        ? t('assistant.policy.mine')
        : t('assistant.policy.of', { person: names.get(rule.user_id) ?? t('approvals.somebody') })
  const details = [
    rule.most !== null &&
      (rule.per
        ? t(`assistant.policy.mostIn.${rule.per}`, { count: rule.most })
        : t('assistant.policy.most', { count: rule.most })),
    rule.action === 'ask' && rule.by !== 'anyone' && t(`assistant.policy.by.${rule.by}`),
    rule.action === 'ask' && t('assistant.policy.waits', { count: rule.wait_hours }),
    rule.expires_at && t('assistant.policy.until', { when: momentText(rule.expires_at) }),
  ].filter(Boolean)
  return (
    <li className={classes.line}>
      <div className={classes.main}>
        <Group gap="xs">
          <Badge
            variant="light"
            color={colors[rule.action]}
            c={rule.action === 'ask' ? 'var(--warning-text)' : undefined}
            tt="none"
          >
            {t(`assistant.policy.action.${rule.action}`)}
          </Badge>
          <Text fw={600} size="sm">
            {target}
          </Text>
        </Group>
        <Text size="sm" c="var(--quiet)">
          {[whose, ...details].join(' · ')}
        </Text>
        {rule.arguments !== null && rule.arguments !== undefined && (
          <details className={classes.details}>
            <summary>{t('assistant.policy.exactly')}</summary>
            <Inputs input={rule.arguments} />
          </details>
        )}
      </div>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={44}
        aria-label={t('assistant.policy.remove', { target })}
        loading={drop.isPending}
        onClick={() => drop.mutate()}
      >
        <IconTrash size={18} aria-hidden />
      </ActionIcon>
    </li>
  )
}
