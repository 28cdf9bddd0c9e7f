import { IconChartBar, IconCpu, IconPlug, IconRobot, IconShieldCog } from '@tabler/icons-react'

/** The pages beside the conversations. */
export const places = [
  { path: '/assistant/agents', label: 'assistant.places.agents', icon: IconRobot },
  { path: '/assistant/models', label: 'assistant.places.models', icon: IconCpu },
  { path: '/assistant/servers', label: 'assistant.places.servers', icon: IconPlug },
  { path: '/assistant/policy', label: 'assistant.places.policy', icon: IconShieldCog },
  { path: '/assistant/usage', label: 'assistant.places.usage', icon: IconChartBar },
] as const
