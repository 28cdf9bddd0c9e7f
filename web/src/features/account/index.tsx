import type { RouteObject } from 'react-router'
import { AccountFrame } from './AccountFrame'

export const accountRoutes: RouteObject[] = [
  {
    element: <AccountFrame />,
    children: [
      { path: '/sign-in', lazy: async () => ({ Component: (await import('./SignIn')).SignIn }) },
      { path: '/sign-up', lazy: async () => ({ Component: (await import('./SignUp')).SignUp }) },
      {
        path: '/invitations',
        lazy: async () => ({ Component: (await import('./AcceptInvitation')).AcceptInvitation }),
      },
    ],
  },
  {
    element: <AccountFrame width={720} />,
    children: [{ path: '/welcome', lazy: async () => ({ Component: (await import('./Welcome')).Welcome }) }],
  },
]
