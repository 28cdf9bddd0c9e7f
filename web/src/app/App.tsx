import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from 'react-router/dom'
import { client } from '@/data/client'
import { colorScheme, cssVariables } from './colorScheme'
import { router } from './routes'
import { theme } from './theme'

export const App = () => (
  <MantineProvider
    theme={theme}
    defaultColorScheme="auto"
    colorSchemeManager={colorScheme}
    cssVariablesResolver={cssVariables}
  >
    <QueryClientProvider client={client}>
      <Notifications position="bottom-center" limit={3} />
      <RouterProvider router={router} />
    </QueryClientProvider>
  </MantineProvider>
)
