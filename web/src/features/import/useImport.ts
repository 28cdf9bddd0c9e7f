import { useRef, useState } from 'react'
import { newId, post } from '@/api/call'
import type { ImportColumn, Imported, Inspection } from '@/api/types'
import { undo, useChange } from '@/data/change'
import { projectNameOf } from './mapping'

type DateOrder = 'day_first' | 'month_first'
export type Given = {
  fileName: string
  content: string
  name: string
  columns?: ImportColumn[]
  dateOrder?: DateOrder | null
}

/** A file on its way in: given, looked at, looked at again when something is taken differently, imported, taken back. */
export function useImport() {
  const [given, setGiven] = useState<Given | null>(null)
  const [seen, setSeen] = useState<Inspection | null>(null)
  const [id, setId] = useState<string | null>(null)
  const [done, setDone] = useState<{ result: Imported; changeId: string | null } | null>(null)

  const inspecting = useChange({
    call: (given: Given) => post('/api/v1/tasks/imports/inspection', { body: bodyOf(given) }),
    asks: [],
    quiet: true,
  })
  const importing = useChange({
    call: ({ given, id, skip }: { given: Given; id: string; skip: boolean }) =>
      post('/api/v1/tasks/imports', { body: { ...bodyOf(given), id, skip_invalid: skip } }),
    asks: ['/api/v1/'],
    quiet: true,
  })

  // Of several looks only the last counts, in whichever order the answers come.
  const asked = useRef<Given | null>(null)
  const look = async (next: Given) => {
    asked.current = next
    setGiven(next)
    importing.reset()
    const answer = await inspecting.mutateAsync(next).catch(() => null)
    if (answer?.data && asked.current === next) setSeen(answer.data)
  }
  return {
    given,
    seen,
    id,
    done,
    error: importing.error ?? inspecting.error,
    isLooking: inspecting.isPending,
    isImporting: importing.isPending,
    take: (fileName: string, content: string) => look({ fileName, content, name: projectNameOf(fileName) }),
    retake: (change: Partial<Given>) => look({ ...(asked.current ?? given!), name: given!.name, ...change }),
    rename: (name: string) => setGiven({ ...given!, name }),
    run: async () => {
      const id = newId()
      setId(id)
      const skip = (seen?.fault_count ?? 0) > 0
      const answer = await importing.mutateAsync({ given: given!, id, skip }).catch(() => null)
      if (answer?.data) setDone({ result: answer.data, changeId: answer.changeId })
    },
    takeBack: async () => {
      if (done?.changeId) await undo(done.changeId)
      setDone(null)
    },
    startOver: () => {
      setGiven(null)
      setSeen(null)
      setDone(null)
      inspecting.reset()
      importing.reset()
    },
  }
}

export type Importing = ReturnType<typeof useImport>

const bodyOf = ({ content, name, columns, dateOrder }: Given) => ({
  content,
  name: name.trim() || null,
  ...(columns ? { columns } : {}),
  ...(dateOrder ? { date_order: dateOrder } : {}),
})
