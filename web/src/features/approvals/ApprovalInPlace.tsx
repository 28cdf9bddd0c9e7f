import { get } from '@/api/call'
import { useAsk } from '@/data/ask'
import { ProblemNote } from '@/ui/ProblemNote'
import { RowsComing } from '@/ui/Rows'
import { ApprovalCard } from './ApprovalCard'

export function ApprovalInPlace({ approvalId }: { approvalId: string }) {
  const { data, error, refetch } = useAsk(get('/api/v1/approvals/{approval_id}', { path: { approval_id: approvalId } }))
  if (error && !data) return <ProblemNote error={error} again={refetch} />
  if (!data) return <RowsComing count={2} height={32} />
  return <ApprovalCard approval={data} inPlace />
}
