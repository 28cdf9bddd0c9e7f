// @vitest-environment jsdom
import { QueryClientProvider } from '@tanstack/react-query'
import { renderHook } from '@testing-library/react'
import { createElement, type PropsWithChildren } from 'react'
import { beforeEach, expect, it, vi } from 'vitest'
import type { Task } from '@/api/types'
import { client } from '@/data/client'
import { overlay } from '@/data/overlay'
import { newTask, onItsWay } from '../api'
import { useAddLines, useQuickAdd } from './useQuickAdd'

const list = '/api/v1/tasks?filter=open'
const sent: { ids?: string[] }[] = []
let shown: string[] = []

beforeEach(() => {
  sent.length = 0
  client.setQueryData([list], { items: [], next_cursor: null })
  vi.stubGlobal('fetch', async (_: string, { body }: RequestInit) => {
    sent.push(JSON.parse(String(body)))
    shown = overlay.over(list).map(showing => ('row' in showing ? showing.row.id : showing.id))
    return Response.json({ items: [] })
  })
})

const wrapper = ({ children }: PropsWithChildren) => createElement(QueryClientProvider, { client }, children)

it('tells the server the id of the row that is shown, where nothing was understood yet', async () => {
  const { result } = renderHook(() => useQuickAdd(), { wrapper })
  expect(await result.current('Paint the hall')).toBeNull()
  expect(sent[0]!.ids).toHaveLength(1)
  expect(shown).toEqual(sent[0]!.ids)
})

it('tells those of all lines, so that what is below another stays below it', async () => {
  const tasks: Task[] = ['Paint', 'Buy paint'].map(title => onItsWay(newTask(title)))
  const { result } = renderHook(() => useAddLines(), { wrapper })
  expect(await result.current('Paint\n  Buy paint', tasks)).toBeNull()
  expect(sent[0]!.ids).toEqual(tasks.map(({ id }) => id))
  expect(shown).toEqual(sent[0]!.ids)
})
