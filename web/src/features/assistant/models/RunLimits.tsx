import { NumberInput, SimpleGrid } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get, patch } from '@/api/call'
import { asProblem } from '@/api/problem'
import { useAsk } from '@/data/ask'
import { useChange } from '@/data/change'
import { problemText } from '@/i18n/problems'
import { ProblemNote } from '@/ui/ProblemNote'
import { RowsComing } from '@/ui/Rows'
import type { Limits } from './models'

const names = [
  'steps_per_run',
  'minutes_per_run',
  'tokens_per_run',
  'runs_at_once',
  'tokens_per_day',
  'cost_per_day',
] as const
type Name = (typeof names)[number]
const mayBeAny: readonly Name[] = ['tokens_per_day', 'cost_per_day']

/** How much agents may take: each is saved when one leaves it. */
export function RunLimits({ mayManage }: { mayManage: boolean }) {
  const { data, error, refetch } = useAsk(get('/api/v1/run_limits'))
  if (error && !data) return <ProblemNote error={error} again={refetch} />
  if (!data) return <RowsComing count={3} height={56} />
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
      {names.map(name => (
        <Limit key={`${name} ${data[name]}`} name={name} limits={data} mayManage={mayManage} />
      ))}
    </SimpleGrid>
  )
}

function Limit({ name, limits, mayManage }: { name: Name; limits: Limits; mayManage: boolean }) {
  const { t } = useTranslation()
  // People think of money in dollars; on the wire it is whole millionths.
  const unit = name === 'cost_per_day' ? 1_000_000 : 1
  const shown = limits[name] === null ? '' : limits[name] / unit
  const [value, setValue] = useState<number | ''>(shown)
  const save = useChange<number | null, unknown>({
    call: limit => patch('/api/v1/run_limits', { body: { [name]: limit } }),
    asks: ['/api/v1/run_limits'],
    says: () => t('assistant.limits.saved', { name: t(`assistant.limits.${name}`) }),
    quiet: true,
  })
  const leave = () => {
    if (value === '' && !mayBeAny.includes(name)) return setValue(shown)
    const limit = value === '' ? null : Math.round(value * unit)
    if (limit !== limits[name]) save.mutate(limit)
  }
  return (
    <NumberInput
      label={t(`assistant.limits.${name}`)}
      placeholder={t('assistant.limits.any')}
      min={unit === 1 ? 1 : 0}
      decimalScale={unit === 1 ? 0 : 2}
      prefix={unit === 1 ? '' : '$'}
      thousandSeparator
      readOnly={!mayManage}
      value={value}
      error={save.error ? problemText(asProblem(save.error)).detail : undefined}
      onChange={next => setValue(next === '' ? '' : Number(next))}
      onBlur={leave}
      onKeyDown={event => {
        if (event.key === 'Enter') leave()
        if (event.key === 'Escape') setValue(shown)
      }}
    />
  )
}
