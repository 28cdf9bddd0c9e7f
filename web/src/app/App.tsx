import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from 'react-router/dom'
import { client } from '@/data/client'
import { Toasts } from '@/ui/Toasts'
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
      <Toasts />
      <RouterProvider router={router} />
    </QueryClientProvider>
  </MantineProvider>
)
