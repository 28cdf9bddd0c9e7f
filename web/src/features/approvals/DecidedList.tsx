import { Button, SegmentedControl, Stack } from '@mantine/core'
import { IconShieldCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '@/api/call'
import type { Approval, Page } from '@/api/types'
import { usePages } from '@/data/ask'
import { Empty } from '@/ui/Empty'
import { ProblemNote } from '@/ui/ProblemNote'
import { RowsComing } from '@/ui/Rows'
import { ApprovalCard } from './ApprovalCard'

const states = ['approved', 'denied', 'expired'] as const

export function DecidedList() {
  const { t } = useTranslation()
  const [state, setState] = useState<(typeof states)[number]>('approved')
  const { items, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = usePages<Approval>(
    get('/api/v1/approvals', { query: { state, limit: 20 } }) as {
      method: 'GET'
      path: string
      result?: Page<Approval>
    },
  )
  return (
    <Stack gap="md">
      <SegmentedControl
        size="xs"
        aria-label={t('approvals.outcome')}
        value={state}
        onChange={value => setState(value as typeof state)}
        data={states.map(value => ({ value, label: t(`approvals.outcomes.${value}`) }))}
        style={{ alignSelf: 'flex-start' }}
      />
      {error && items.length === 0 ? (
        <ProblemNote error={error} again={refetch} />
      ) : isPending ? (
        <RowsComing count={3} height={120} />
      ) : items.length === 0 ? (
        <Empty icon={IconShieldCheck} title={t('approvals.noneDecided')} />
      ) : (
        items.map(approval => <ApprovalCard key={approval.id} approval={approval} />)
      )}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('common.more')}
        </Button>
      )}
    </Stack>
  )
}
