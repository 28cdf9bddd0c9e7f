import { Stack, Text, ThemeIcon, Title } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'

type Props = { icon: Icon; title: string; text?: string; children?: ReactNode }

/** A page or list with nothing in it says what belongs here and how it comes here. */
export const Empty = ({ icon: Sign, title, text, children }: Props) => (
  <Stack align="center" gap="sm" py="xl" px="md" ta="center" maw={420} mx="auto">
    <ThemeIcon variant="light" size={52} radius="xl" aria-hidden>
      <Sign size={26} stroke={1.6} />
    </ThemeIcon>
    <Title order={2} size="h4">
      {title}
    </Title>
    {text && (
      <Text c="var(--quiet)" size="sm">
        {text}
      </Text>
    )}
    {children}
  </Stack>
)
