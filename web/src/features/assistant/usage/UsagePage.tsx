import { Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { IconChartBar } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '@/api/call'
import { useAsk } from '@/data/ask'
import { addDays, costText, dayText, numberText, today } from '@/i18n/format'
import { Empty } from '@/ui/Empty'
import { ProblemNote } from '@/ui/ProblemNote'
import { RowsComing } from '@/ui/Rows'
import { SetUpPage } from '../SetUpPage'
import { type By, sumsOf, totalOf } from './sums'
import classes from './Usage.module.css'

const spans = [7, 30, 90] as const

/** What the models took: by day, agent or model. */
export function UsagePage() {
  const { t } = useTranslation()
  const [days, setDays] = useState<number>(30)
  const [by, setBy] = useState<By>('day')
  const until = today()
  const { data, error, refetch } = useAsk(get('/api/v1/usage', { query: { from: addDays(until, 1 - days), until } }), {
    keep: true,
  })
  const sums = sumsOf(data?.items ?? [], by)
  const total = totalOf(sums)
  const hasCost = total.cost > 0
  const most = Math.max(1, ...sums.map(sum => (hasCost ? sum.cost : sum.tokens)))
  const nameOf = (name: string) => (by === 'day' ? dayText(name) : name)
  return (
    <SetUpPage title={t('assistant.usage.title')}>
      <Stack gap="lg">
        <Group gap="sm">
          <SegmentedControl
            aria-label={t('assistant.usage.span')}
            value={String(days)}
            onChange={value => setDays(Number(value))}
            data={spans.map(count => ({ value: String(count), label: t('assistant.usage.days', { count }) }))}
          />
          <SegmentedControl
            aria-label={t('assistant.usage.by')}
            value={by}
            onChange={value => setBy(value as By)}
            data={(['day', 'agent', 'model'] as const).map(value => ({ value, label: t(`assistant.usage.${value}`) }))}
          />
        </Group>
        {error && !data ? (
          <ProblemNote error={error} again={refetch} />
        ) : !data ? (
          <RowsComing count={6} height={36} />
        ) : sums.length === 0 ? (
          <Empty icon={IconChartBar} title={t('assistant.usage.none')} text={t('assistant.usage.noneDetail')} />
        ) : (
          <div className={classes.scroll}>
            <table className={classes.table}>
              <caption>
                <Text span fw={600}>
                  {t('assistant.usage.total', { turns: numberText(total.turns), tokens: numberText(total.tokens) })}
                  {hasCost && ` · ${costText(total.cost)}`}
                </Text>
              </caption>
              <thead>
                <tr>
                  <th scope="col">{t(`assistant.usage.${by}`)}</th>
                  <th scope="col" className={classes.number}>
                    {t('assistant.usage.turns')}
                  </th>
                  <th scope="col" className={classes.number}>
                    {t('assistant.usage.tokens')}
                  </th>
                  {hasCost && (
                    <th scope="col" className={classes.number}>
                      {t('assistant.usage.cost')}
                    </th>
                  )}
                </tr>
              </thead>
              <tbody>
                {sums.map(sum => (
                  <tr key={sum.name}>
                    <th scope="row">
                      {nameOf(sum.name)}
                      <span
                        aria-hidden
                        className={classes.bar}
                        style={{ width: `${(100 * (hasCost ? sum.cost : sum.tokens)) / most}%` }}
                      />
                    </th>
                    <td className={classes.number}>{numberText(sum.turns)}</td>
                    <td className={classes.number}>{numberText(sum.tokens)}</td>
                    {hasCost && <td className={classes.number}>{costText(sum.cost)}</td>}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Stack>
    </SetUpPage>
  )
}
