import { Alert, Button, Group, Text } from '@mantine/core'
import { IconAlertTriangle, IconCloudOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import { problemText } from '@/i18n/problems'

type Props = { error: unknown; again?: () => unknown }

/** The one way to show a problem in its place: what happened, what to do, and the number that leads the operator to the log. */
export function ProblemNote({ error, again }: Props) {
  const { t } = useTranslation()
  const problem = asProblem(error)
  const { title, detail } = problemText(problem)
  const Sign = problem.status === 0 ? IconCloudOff : IconAlertTriangle
  return (
    <Alert role="alert" color={problem.status === 0 ? 'gray' : 'red'} icon={<Sign size={18} />} title={title}>
      <Text size="sm">{detail}</Text>
      <Group mt="xs" gap="md">
        {again && (
          <Button size="compact-sm" variant="default" onClick={() => void again()}>
            {t('common.tryAgain')}
          </Button>
        )}
        {problem.traceId && problem.status >= 500 && (
          <Text size="xs" c="var(--quiet)">
            {t('problem.trace', { id: problem.traceId })}
          </Text>
        )}
      </Group>
    </Alert>
  )
}
