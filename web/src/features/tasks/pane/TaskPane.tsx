import { Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '@/data/me'
import { ProblemNote } from '@/ui/ProblemNote'
import { RowsComing } from '@/ui/Rows'
import { useTask } from '../api'
import { useOpenTask } from '../openTask'
import { PaneBody } from './PaneBody'
import { PaneHead } from './PaneHead'
import classes from './TaskPane.module.css'

type Props = { taskId: string; onClose: () => void }

/** One task with all that it has: beside the list where there is room, a sheet over it on a phone. */
export function TaskPane({ taskId, onClose }: Props) {
  const { t } = useTranslation()
  const isPhone = useMediaQuery('(max-width: 47.99em)', false, { getInitialValueInEffect: false })
  const { data: task, error, refetch } = useTask(taskId)
  const { open } = useOpenTask()
  const readOnly = !useMay('write:tasks') || task?.deleted_at != null
  const close = useReturn(taskId, onClose)
  const label = task ? t('pane.of', { title: task.title }) : t('pane.task')
  const content = (
    <>
      <PaneHead task={task} onClose={close} onOpen={open} />
      <div className={classes.scroll}>
        {task ? (
          <PaneBody key={task.id} task={task} readOnly={readOnly} onOpen={open} />
        ) : error ? (
          <ProblemNote error={error} again={refetch} />
        ) : (
          <RowsComing />
        )}
      </div>
    </>
  )
  if (isPhone)
    return (
      <Drawer.Root opened onClose={close} position="bottom" size="100%" closeOnEscape={false} returnFocus={false}>
        <Drawer.Content aria-label={label} classNames={{ content: classes.sheet }} onKeyDown={closing(close)}>
          {content}
        </Drawer.Content>
      </Drawer.Root>
    )
  return (
    <Beside label={label} taskId={taskId} onClose={close}>
      {content}
    </Beside>
  )
}

/** Popovers are elsewhere in the document, though below it in React: theirs is not the pane's Escape. */
const closing = (close: () => void) => (event: KeyboardEvent<HTMLElement>) => {
  if (event.key === 'Escape' && !event.defaultPrevented && event.currentTarget.contains(event.target as Node)) close()
}

type BesideProps = { label: string; taskId: string; onClose: () => void; children: React.ReactNode }

function Beside({ label, taskId, onClose, children }: BesideProps) {
  const pane = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: for each task anew.
  useEffect(() => pane.current?.focus({ preventScroll: true }), [taskId])
  useEffect(() => {
    // From the list, too; what is open above both (a menu, a dialog) takes it first.
    const fromElsewhere = (event: globalThis.KeyboardEvent) => {
      const target = event.target as HTMLElement
      if (event.key !== 'Escape' || event.defaultPrevented) return
      if (pane.current?.contains(target) || target.closest('[role=dialog], [role=menu], [role=listbox]')) return
      if (target.matches('input, textarea, [contenteditable]')) return
      onClose()
    }
    document.addEventListener('keydown', fromElsewhere)
    return () => document.removeEventListener('keydown', fromElsewhere)
  }, [onClose])
  return (
    <aside
      ref={pane}
      className={classes.pane}
      aria-label={label}
      tabIndex={-1}
      onKeyDown={closing(onClose)}
      data-task-pane
    >
      {children}
    </aside>
  )
}

/** Closing brings the focus back to where the task was opened. */
function useReturn(taskId: string, onClose: () => void) {
  const from = useRef<Element | null>(null)
  const last = useRef<string | null>(null)
  if (last.current !== taskId) {
    last.current = taskId
    const now = document.activeElement
    if (now && now !== document.body && !now.closest('[data-task-pane], [role=dialog]')) from.current = now
  }
  return () => {
    onClose()
    requestAnimationFrame(() => {
      const row = from.current?.isConnected
        ? from.current
        : document.querySelector(`[data-task="${CSS.escape(taskId)}"]`)
      if (row instanceof HTMLElement) row.focus()
    })
  }
}
