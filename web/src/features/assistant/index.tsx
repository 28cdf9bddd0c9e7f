import { Skeleton } from '@mantine/core'
import { IconMessageCircle } from '@tabler/icons-react'
import { type ComponentProps, lazy, Suspense } from 'react'
import type { Module } from '@/app/modules'
import { showLive } from '@/data/live'
import type { AskLine as Line } from './AskLine'
import { forgetAtSignOut } from './forget'
import { places } from './setUpPlaces'

const LazyLine = lazy(async () => ({ default: (await import('./AskLine')).AskLine }))

/** One line to say something in, with the answer below it. */
export const AskLine = (given: ComponentProps<typeof Line>) => (
  <Suspense fallback={<Skeleton height={48} radius="lg" />}>
    <LazyLine {...given} />
  </Suspense>
)

export const assistant: Module = {
  id: 'assistant',
  scope: 'run:agents',
  routes: [
    {
      lazy: async () => ({ Component: (await import('./chat/ChatFrame')).ChatFrame }),
      children: [
        {
          path: '/assistant',
          lazy: async () => ({ Component: (await import('./chat/NewConversation')).NewConversation }),
        },
        {
          path: '/assistant/:conversation_id',
          lazy: async () => ({ Component: (await import('./chat/ConversationPage')).ConversationPage }),
        },
      ],
    },
    { path: '/assistant/agents', lazy: async () => ({ Component: (await import('./agents/AgentsPage')).AgentsPage }) },
    {
      path: '/assistant/agents/:name',
      lazy: async () => ({ Component: (await import('./agents/AgentPage')).AgentPage }),
    },
    {
      path: '/assistant/new_agent',
      lazy: async () => ({ Component: (await import('./agents/NewAgentPage')).NewAgentPage }),
    },
    { path: '/assistant/models', lazy: async () => ({ Component: (await import('./models/ModelsPage')).ModelsPage }) },
    {
      path: '/assistant/servers',
      lazy: async () => ({ Component: (await import('./servers/ServersPage')).ServersPage }),
    },
    {
      path: '/assistant/servers/:server',
      lazy: async () => ({ Component: (await import('./servers/ServerPage')).ServerPage }),
    },
    { path: '/assistant/usage', lazy: async () => ({ Component: (await import('./usage/UsagePage')).UsagePage }) },
    { path: '/assistant/policy', lazy: async () => ({ Component: (await import('./policy/PolicyPage')).PolicyPage }) },
  ],
  places: [{ path: '/assistant', label: 'place.assistant', icon: IconMessageCircle, keys: 'g a', onPhone: true }],
  commands: places.map(({ path, label, icon }) => ({ to: path, label, icon })),
  start: () => {
    showLive('conversation', '/api/v1/conversations')
    showLive('message', '/api/v1/conversations')
    showLive('run_cancelled', '/api/v1/conversations')
    showLive('agent', '/api/v1/agents')
    showLive('model_provider', '/api/v1/model_providers')
    showLive('server_', '/api/v1/servers')
    showLive('run_limits', '/api/v1/run_limits')
    forgetAtSignOut()
  },
}
