import { NavLink as Line, Stack } from '@mantine/core'
import { IconChartBar, IconCpu, IconPlug, IconRobot, IconShieldCog } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'

export const places = [
  { path: '/assistant/agents', label: 'assistant.places.agents', icon: IconRobot },
  { path: '/assistant/models', label: 'assistant.places.models', icon: IconCpu },
  { path: '/assistant/servers', label: 'assistant.places.servers', icon: IconPlug },
  { path: '/assistant/policy', label: 'assistant.places.policy', icon: IconShieldCog },
  { path: '/assistant/usage', label: 'assistant.places.usage', icon: IconChartBar },
] as const

/** What is set up beside the conversations. */
export function AssistantPlaces() {
  const { t } = useTranslation()
  return (
    <Stack gap={0} component="nav" aria-label={t('assistant.setUp')}>
      {places.map(({ path, label, icon: Sign }) => (
        <Line
          key={path}
          component={NavLink}
          to={path}
          label={t(label)}
          py={6}
          leftSection={<Sign size={16} stroke={1.7} aria-hidden />}
          style={{ borderRadius: 'var(--mantine-radius-md)' }}
        />
      ))}
    </Stack>
  )
}
