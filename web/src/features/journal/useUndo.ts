import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { post } from '@/api/call'
import { asProblem, type Problem } from '@/api/problem'
import { useChange } from '@/data/change'
import { sayProblem } from '@/ui/say'

export type Conflict = { entity: string; id: string; reason: string; message: string }

/** Takes one change or several back together; what stands in the way is kept to be shown. */
export function useUndo() {
  const { t } = useTranslation()
  const [conflicts, setConflicts] = useState<readonly Conflict[] | null>(null)
  const undoing = useChange<readonly string[], { rows: number }>({
    call: ids =>
      ids.length === 1
        ? post('/api/v1/changes/{change_id}/undo', { path: { change_id: ids[0]! } })
        : post('/api/v1/changes/undo', { body: { change_ids: [...ids] } }),
    asks: ['/api/v1/'],
    quiet: true,
    says: ids => t('journal.undone', { count: ids.length }),
  })
  return {
    conflicts,
    forget: () => setConflicts(null),
    isPending: undoing.isPending,
    undo: async (ids: readonly string[]): Promise<boolean> => {
      try {
        await undoing.mutateAsync(ids)
        return true
      } catch (error) {
        const problem = asProblem(error)
        const found = conflictsOf(problem)
        if (found.length > 0) setConflicts(found)
        else sayProblem(problem)
        return false
      }
    },
  }
}

const conflictsOf = ({ code, params }: Problem): readonly Conflict[] =>
  code === 'undo_conflict' && Array.isArray(params.conflicts) ? (params.conflicts as Conflict[]) : []
