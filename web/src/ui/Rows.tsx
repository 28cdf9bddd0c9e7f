import { Skeleton, Stack } from '@mantine/core'

/** While a list is on its way: its shape, not a wheel. */
export const RowsComing = ({ count = 6, height = 40 }: { count?: number; height?: number }) => (
  <Stack gap="xs" aria-hidden data-coming>
    {Array.from({ length: count }, (_, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same.
      <Skeleton key={index} height={height} radius="md" style={{ opacity: 1 - index / (count + 1) }} />
    ))}
  </Stack>
)
