import type { RouteObject } from 'react-router'

/** `?task=<id>` at any of them opens the pane beside it. */
export const tasksRoutes: RouteObject[] = [
  {
    path: '/tasks',
    lazy: async () => ({ Component: (await import('./TasksFrame')).TasksFrame }),
    children: [
      { index: true, lazy: async () => ({ Component: (await import('./list/TasksPage')).TasksPage }) },
      { path: 'board', lazy: async () => ({ Component: (await import('./board/BoardPage')).BoardPage }) },
      { path: 'calendar', lazy: async () => ({ Component: (await import('./calendar/CalendarPage')).CalendarPage }) },
      { path: 'projects', lazy: async () => ({ Component: (await import('./projects/ProjectsPage')).ProjectsPage }) },
      {
        path: 'projects/:project_id',
        children: [
          { index: true, lazy: async () => ({ Component: (await import('./projects/ProjectPage')).ProjectPage }) },
          { path: 'board', lazy: async () => ({ Component: (await import('./board/BoardPage')).BoardPage }) },
          {
            path: 'calendar',
            lazy: async () => ({ Component: (await import('./calendar/CalendarPage')).CalendarPage }),
          },
        ],
      },
      { path: 'views/:view_id', lazy: async () => ({ Component: (await import('./views/ViewPage')).ViewPage }) },
      { path: 'labels', lazy: async () => ({ Component: (await import('./labels/LabelsPage')).LabelsPage }) },
      { path: 'labels/:label_id', lazy: async () => ({ Component: (await import('./labels/LabelPage')).LabelPage }) },
      { path: 'trash', lazy: async () => ({ Component: (await import('./trash/TrashPage')).TrashPage }) },
    ],
  },
]
