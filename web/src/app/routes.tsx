import { createBrowserRouter } from 'react-router'
import { accountRoutes } from '@/features/account'
import { modules } from './modules'
import { NotFound } from './NotFound'
import { PageFault } from './PageFault'
import { Shell } from './Shell'

export const router = createBrowserRouter([
  // Nothing is better than a wheel for the moment until the first page is there.
  { errorElement: <PageFault />, hydrateFallbackElement: <></>, children: accountRoutes },
  {
    element: <Shell />,
    hydrateFallbackElement: <></>,
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
