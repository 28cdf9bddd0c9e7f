import { lazy, Suspense } from 'react'
import { Outlet } from 'react-router'
import { useOpenTask } from './openTask'

const TaskPane = lazy(async () => ({ default: (await import('./pane/TaskPane')).TaskPane }))

/** Every page of tasks, with the pane of the one that the address names. */
export function TasksFrame() {
  const { taskId, open } = useOpenTask()
  return (
    <>
      <Outlet />
      {taskId && (
        <Suspense fallback={null}>
          <TaskPane taskId={taskId} onClose={() => open(null)} />
        </Suspense>
      )}
    </>
  )
}
