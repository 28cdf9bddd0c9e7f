import { createBrowserRouter } from 'react-router'
import { accountRoutes } from '@/features/account'
import { modules } from './modules'
import { NotFound } from './NotFound'
import { PageFault } from './PageFault'
import { Shell } from './Shell'

export const router = createBrowserRouter([
  { errorElement: <PageFault />, children: accountRoutes },
  {
    element: <Shell />,
    errorElement: <PageFault />,
    children: [
      {
        errorElement: <PageFault />,
        children: [
          ...modules.flatMap(module => module.routes),
          { path: '/more', lazy: async () => ({ Component: (await import('./MorePage')).MorePage }) },
          { path: '*', element: <NotFound /> },
        ],
      },
    ],
  },
])
