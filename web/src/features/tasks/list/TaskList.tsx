// biome-ignore-all lint/a11y/useSemanticElements: a table lays out all of its rows; here those out of sight are not there.
// biome-ignore-all lint/a11y/useFocusableInteractive: headings and cells of a grid need not take the focus, the rows do.
import { defaultRangeExtractor, type Range, useWindowVirtualizer } from '@tanstack/react-virtual'
import {
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import type { Task } from '@/api/types'
import { RowNamesProvider, useRowNames } from '../row/rowNames'
import type { Hidden } from '../row/TaskMeta'
import { GroupHeading } from './GroupHeading'
import type { ListItem } from './grouping'
import { ListRow } from './ListRow'
import classes from './TaskList.module.css'
import { useListKeys } from './useListKeys'
import { useSelection } from './useSelection'

const BulkBar = lazy(async () => ({ default: (await import('../bulk/BulkBar')).BulkBar }))

export type TaskListProps = {
  label: string
  items: readonly ListItem[]
  hides?: readonly Hidden[]
  more?: {
    hasNextPage: boolean
    isFetching: boolean
    isFetchingNextPage: boolean
    fetchNextPage: () => unknown
  }
  /** The whole list is wanted, since groups are made of it here. */
  wantsAll?: boolean
  /** Around a row or heading: what makes it movable. */
  wrap?: (item: ListItem, content: (handle?: ReactNode) => ReactNode) => ReactNode
  heading?: (item: ListItem & { kind: 'group' }) => ReactNode
  onShift?: (task: Task, by: -1 | 1) => void
}

/** Rows of tasks, as many as there may be: only those in sight are drawn, and the next page is asked for before it is in sight. */
export function TaskList({ label, items, hides, more, wantsAll, wrap, heading, onShift }: TaskListProps) {
  const { t, i18n } = useTranslation()
  const list = useRef<HTMLDivElement>(null)
  const tasks = useMemo(() => items.flatMap(item => (item.kind === 'task' ? [item.task] : [])), [items])
  const { selection, step, ids } = useSelection(tasks)
  // It stays, since it tells which were refused after nothing is selected any more.
  const wasSelected = useRef(false)
  if (selection.selected.size > 0) wasSelected.current = true
  const activeIndex = useMemo(
    () => items.findIndex(item => item.kind === 'task' && item.key === (selection.active ?? ids[0])),
    [items, selection.active, ids],
  )
  const [margin, setMargin] = useState(0)
  const isScrolling = useRef(false)
  useLayoutEffect(() => {
    // To measure makes the browser lay out at once; what stands above does not grow while one scrolls.
    if (isScrolling.current) return
    const top = list.current ? list.current.getBoundingClientRect().top + window.scrollY : 0
    // What stands above may grow or shrink; less than a pixel is no reason to draw again.
    setMargin(now => (Math.abs(now - top) < 1 ? now : top))
  })
  const virtual = useWindowVirtualizer({
    count: items.length,
    estimateSize: index => (items[index]?.kind === 'group' ? 48 : 43),
    getItemKey: index => items[index]!.key,
    overscan: 10,
    scrollMargin: margin,
    scrollPaddingStart: 80,
    scrollPaddingEnd: 120,
    // The row with the focus stays in the page, however far one scrolls.
    rangeExtractor: useCallback(
      (range: Range) => {
        const shown = defaultRangeExtractor(range)
        return activeIndex < 0 || shown.includes(activeIndex) ? shown : [...shown, activeIndex].sort((a, b) => a - b)
      },
      [activeIndex],
    ),
  })

  isScrolling.current = virtual.isScrolling
  const rows = virtual.getVirtualItems()
  const names = useRowNames()
  const last = rows.at(-1)?.index ?? 0
  const { hasNextPage = false, isFetching = false, isFetchingNextPage = false, fetchNextPage } = more ?? {}
  useEffect(() => {
    // To ask for a page while those above it are asked again would break that off.
    if (hasNextPage && !isFetching && (wantsAll || last > items.length - 100)) void fetchNextPage?.()
  }, [last, items.length, hasNextPage, isFetching, fetchNextPage, wantsAll])

  const keys = useListKeys({ tasks, selection, step, onShift })
  const scrollTo = virtual.scrollToIndex
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the focus is to be moved.
  useEffect(() => {
    if (keys.focusing.current === null || activeIndex < 0) return
    const reason = keys.focusing.current
    keys.focusing.current = null
    scrollTo(activeIndex, { align: 'auto' })
    if (reason === 'left' && document.activeElement !== document.body) return
    const row = () => list.current?.querySelector<HTMLElement>(`[data-task="${selection.active}"]`)
    const found = row()
    if (found) found.focus({ preventScroll: true })
    else requestAnimationFrame(() => row()?.focus({ preventScroll: true }))
  }, [selection, activeIndex])

  return (
    <RowNamesProvider value={names}>
      {/* Rows take their words without listening for another language: thousands of listeners cost more than to draw them anew. */}
      <div
        key={i18n.language}
        ref={list}
        role="grid"
        aria-label={label}
        aria-multiselectable
        aria-rowcount={hasNextPage ? -1 : items.length}
        className={classes.list}
        style={{ height: virtual.getTotalSize() }}
        onKeyDown={keys.onKeyDown}
      >
        {rows.map(({ index, key, start }) => {
          const item = items[index]!
          const content = (handle?: ReactNode) =>
            item.kind === 'group' ? (
              (heading?.(item) ?? <GroupHeading item={item} />)
            ) : (
              <ListRow
                task={item.task}
                depth={item.depth}
                hides={hides}
                isOfDay={item.isOfDay}
                handle={handle}
                isActive={index === activeIndex}
                editing={keys.editing?.id === item.key ? keys.editing.what : null}
                act={keys.act}
              />
            )
          return (
            <div
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              role="row"
              aria-rowindex={index + 1}
              className={classes.item}
              style={{ transform: `translateY(${start - margin}px)` }}
              {...(item.kind === 'task'
                ? {
                    'data-task': item.key,
                    'aria-selected': selection.selected.has(item.key),
                    'aria-label': item.task.title,
                    'data-selected': selection.selected.has(item.key) || undefined,
                    tabIndex: index === activeIndex ? 0 : -1,
                  }
                : { 'data-heading': true })}
            >
              <div role="gridcell">{wrap ? wrap(item, content) : content()}</div>
            </div>
          )
        })}
      </div>
      {isFetchingNextPage && (
        <p className={classes.more} role="status">
          {t('tasks.list.more')}
        </p>
      )}
      <Suspense>
        {wasSelected.current && (
          <BulkBar tasks={tasks} selected={selection.selected} onDone={() => step({ to: 'clear' })} />
        )}
      </Suspense>
    </RowNamesProvider>
  )
}
