import { Box, Group, Title } from '@mantine/core'
import { type ReactNode, useEffect, useRef } from 'react'
import { useLocation } from 'react-router'
import { SeenNote } from './SeenNote'

type Props = {
  title: string
  /** Beside the title. */
  aside?: ReactNode
  /** Below the title, above the page. */
  lead?: ReactNode
  /** px; reading is easier in a narrow column. */
  width?: number | string
  children: ReactNode
}

/** Each page has one: its title is the document's, and takes the focus when one comes from elsewhere. */
export function Page({ title, aside, lead, width = 860, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  const { pathname } = useLocation()
  useEffect(() => {
    document.title = `${title} · Steward`
  }, [title])
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the place changes, not the title of one that stays.
  useEffect(() => {
    if (document.activeElement === document.body || document.activeElement?.closest('nav')) heading.current?.focus()
  }, [pathname])
  return (
    <Box maw={width} mx="auto" w="100%">
      <Group justify="space-between" align="center" mb="md" gap="sm" wrap="nowrap">
        <div style={{ minWidth: 0 }}>
          <Title order={1} size="h2" ref={heading} tabIndex={-1} style={{ outline: 'none', overflowWrap: 'anywhere' }}>
            {title}
          </Title>
          <SeenNote />
        </div>
        {aside}
      </Group>
      {lead && <Box mb="lg">{lead}</Box>}
      {children}
    </Box>
  )
}
