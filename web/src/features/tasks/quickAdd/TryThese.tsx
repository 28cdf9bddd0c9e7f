import { Code, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** What one can write, shown rather than explained. */
export function TryThese() {
  const { t } = useTranslation()
  return (
    <Stack component="ul" gap={6} p={0} m={0} style={{ listStyle: 'none' }}>
      {(['one', 'two', 'three'] as const).map(name => (
        <li key={name}>
          <Code fz="sm" style={{ overflowWrap: 'anywhere' }}>
            {t(`tasks.empty.try.${name}`)}
          </Code>
        </li>
      ))}
    </Stack>
  )
}
