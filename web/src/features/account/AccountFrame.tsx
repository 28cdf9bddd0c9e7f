import { Box, Center, Group, Paper, Stack, Text } from '@mantine/core'
import { Outlet } from 'react-router'

/** Around what comes before the shell. */
export const AccountFrame = ({ width = 400 }: { width?: number }) => (
  <Center mih="100dvh" p="md" component="main">
    <Stack w="100%" maw={width} gap="lg">
      <Group gap="xs" justify="center">
        <Box component="img" src="/icon.svg" alt="" w={32} h={32} />
        <Text fw={650} size="xl">
          Steward
        </Text>
      </Group>
      <Paper withBorder p={{ base: 'lg', sm: 'xl' }} radius="lg">
        <Outlet />
      </Paper>
    </Stack>
  </Center>
)
