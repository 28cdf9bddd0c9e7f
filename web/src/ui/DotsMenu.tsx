import { ActionIcon } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import type { ComponentProps } from 'react'
import { LaterMenu } from './LaterMenu'

type Props = Pick<ComponentProps<typeof LaterMenu>, 'load' | 'opened'> & { label: string; size?: number }

/** All that is done with a thing, behind three dots. */
export const DotsMenu = ({ label, size = 28, ...menu }: Props) => (
  <LaterMenu
    {...menu}
    target={
      <ActionIcon size={size} variant="subtle" color="gray" c="var(--quiet)" aria-label={label}>
        <IconDots size={17} aria-hidden />
      </ActionIcon>
    }
  />
)
