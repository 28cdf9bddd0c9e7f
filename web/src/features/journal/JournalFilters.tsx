import { Autocomplete, Button, NativeSelect, SimpleGrid, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { get } from '@/api/call'
import { useAsk } from '@/data/ask'
import { entityText, operationText } from '@/i18n/words'
import { entities, operations } from './choices'
import type { FilterName, Filters } from './filters'

/** What is shown, in the address, so that it can be linked to. */
export function JournalFilters({ filters }: { filters: Filters }) {
  const { t } = useTranslation()
  const [, setQuery] = useSearchParams()
  const { data: members } = useAsk(get('/api/v1/memberships', { query: { limit: 200 } }))
  const { data: agents } = useAsk(get('/api/v1/agents'))
  const set = (name: FilterName, value: string) =>
    setQuery(
      now => {
        const next = new URLSearchParams(now)
        if (value) next.set(name, value)
        else next.delete(name)
        return next
      },
      { replace: true },
    )
  const any = { value: '', label: t('journal.filter.any') }
  const only = (['id', 'run_id', 'conversation_id'] as const).filter(name => filters[name])
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="sm" verticalSpacing="xs">
        <NativeSelect
          label={t('journal.filter.person')}
          data={[any, ...(members?.items ?? []).map(one => ({ value: one.user_id, label: one.display_name }))]}
          value={filters.user_id ?? ''}
          onChange={event => set('user_id', event.currentTarget.value)}
        />
        <Autocomplete
          label={t('journal.filter.agent')}
          placeholder={t('journal.filter.any')}
          data={(agents?.items ?? []).map(agent => agent.name)}
          value={filters.agent ?? ''}
          maxLength={100}
          onChange={value => set('agent', value)}
        />
        <NativeSelect
          label={t('journal.filter.operation')}
          data={[any, ...sorted(operations, operationText)]}
          value={filters.operation ?? ''}
          onChange={event => set('operation', event.currentTarget.value)}
        />
        <NativeSelect
          label={t('journal.filter.entity')}
          data={[any, ...sorted(entities, entityText)]}
          value={filters.entity ?? ''}
          onChange={event => set('entity', event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t('journal.filter.since')}
          value={(filters.since ?? '').slice(0, 10)}
          onChange={event => set('since', event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t('journal.filter.until')}
          value={(filters.until ?? '').slice(0, 10)}
          onChange={event => set('until', event.currentTarget.value)}
        />
      </SimpleGrid>
      {only.map(name => (
        <Button key={name} mt="sm" mr="xs" size="compact-sm" variant="light" onClick={() => set(name, '')}>
          {t(`journal.filter.only.${name}`)}
        </Button>
      ))}
    </>
  )
}

const sorted = (names: readonly string[], text: (name: string) => string) =>
  names.map(value => ({ value, label: text(value) })).sort((a, b) => a.label.localeCompare(b.label))
