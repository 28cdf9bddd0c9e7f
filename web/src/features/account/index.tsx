import type { RouteObject } from 'react-router'
import { AccountFrame } from './AccountFrame'
import { SignIn } from './SignIn'
import { SignUp } from './SignUp'

export const accountRoutes: RouteObject[] = [
  {
    element: <AccountFrame />,
    children: [
      { path: '/sign-in', element: <SignIn /> },
      { path: '/sign-up', element: <SignUp /> },
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
