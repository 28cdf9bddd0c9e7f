import { NavLink as Line, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import { places } from './setUpPlaces'

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
