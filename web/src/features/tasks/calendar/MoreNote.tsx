import { Button, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** So many tasks that not all days are complete: said, not hidden. */
export function MoreNote({ more, isComing }: { more: () => unknown; isComing: boolean }) {
  const { t } = useTranslation()
  return (
    <Group gap="sm" mt="sm" role="status">
      <Text size="sm" c="var(--quiet)">
        {t('calendar.notAll')}
      </Text>
      <Button size="compact-sm" variant="light" loading={isComing} onClick={() => void more()}>
        {t('pane.more')}
      </Button>
    </Group>
  )
}
