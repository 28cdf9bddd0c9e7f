import { Button, Center, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useRouteError } from 'react-router'
import { asProblem } from '@/api/problem'

/** A defect of ours, or a page of an older version whose parts are gone. */
export function PageFault() {
  const { t } = useTranslation()
  const problem = asProblem(useRouteError())
  return (
    <Center mih="60dvh" p="md">
      <Stack align="center" maw={420} ta="center">
        <Title order={1} size="h3">
          {t('fault.title')}
        </Title>
        <Text c="dimmed">{t('fault.detail')}</Text>
        <Text size="xs" c="dimmed">
          {problem.message}
        </Text>
        <Button onClick={() => window.location.reload()}>{t('fault.reload')}</Button>
      </Stack>
    </Center>
  )
}
