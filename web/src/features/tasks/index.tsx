import { IconChecklist } from '@tabler/icons-react'
import { lazy } from 'react'
import type { Module } from '@/app/modules'
import { showLive } from '@/data/live'
import { QuickAddEverywhere } from './quickAdd/QuickAddEverywhere'
import { tasksRoutes } from './tasksRoutes'

const TaskPlaces = lazy(async () => ({ default: (await import('./nav/TaskPlaces')).TaskPlaces }))

export const tasks: Module = {
  id: 'tasks',
  routes: tasksRoutes,
  places: [
    { path: '/tasks', label: 'place.tasks', icon: IconChecklist, keys: 'g t', onPhone: true, Below: TaskPlaces },
  ],
  Everywhere: QuickAddEverywhere,
  scope: 'read:tasks',
  start: () => {
    showLive('task', '/api/v1/tasks', '/api/v1/calendar')
    showLive('occurrence', '/api/v1/tasks', '/api/v1/calendar')
    showLive('comment', '/api/v1/tasks')
    showLive('relation', '/api/v1/tasks')
    showLive('reminder', '/api/v1/tasks')
    showLive('project', '/api/v1/projects', '/api/v1/tasks')
    showLive('section', '/api/v1/projects', '/api/v1/tasks')
    showLive('label', '/api/v1/labels', '/api/v1/tasks')
    showLive('view', '/api/v1/views')
    showLive('member', '/api/v1/memberships')
    showLive('tasks_imported', '/api/v1/projects', '/api/v1/labels', '/api/v1/views')
  },
}
