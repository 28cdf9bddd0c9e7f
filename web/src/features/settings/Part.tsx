import { Box, Group, Text, Title } from '@mantine/core'
import { type ReactNode, useId } from 'react'

type Props = { title: string; hint?: string; aside?: ReactNode; children: ReactNode }

export function Part({ title, hint, aside, children }: Props) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <Group justify="space-between" mb="xs" wrap="nowrap" align="start">
        <Box>
          <Title order={2} size="h5" id={id}>
            {title}
          </Title>
          {hint && (
            <Text size="sm" c="var(--quiet)">
              {hint}
            </Text>
          )}
        </Box>
        {aside}
      </Group>
      {children}
    </section>
  )
}
