import { Badge } from '@mantine/core'
import { type Icon, IconAlertTriangle, IconCircleCheck, IconClock, IconPlayerPause, IconZzz } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from '../SetUp.module.css'
import type { Server } from './servers'

const looks: Record<Server['state'], { icon: Icon; color: string }> = {
  well: { icon: IconCircleCheck, color: 'pine' },
  new: { icon: IconClock, color: 'gray' },
  failing: { icon: IconAlertTriangle, color: 'red' },
  resting: { icon: IconZzz, color: 'yellow' },
  disabled: { icon: IconPlayerPause, color: 'gray' },
}

/** How a server is doing: by a word and a sign, beside the colour. */
export function Health({ state }: { state: Server['state'] }) {
  const { t } = useTranslation()
  const { icon: Sign, color } = looks[state]
  const text = color === 'yellow' ? 'var(--warning-text)' : color === 'red' ? 'var(--wrong)' : undefined
  return (
    <Badge
      variant="light"
      color={color}
      c={text}
      tt="none"
      className={classes.warns}
      leftSection={<Sign size={13} aria-hidden />}
    >
      {t(`assistant.servers.state.${state}`)}
    </Badge>
  )
}

/** What somebody has to look at. */
export const LookMark = ({ children }: { children: ReactNode }) => (
  <Badge
    variant="light"
    color="yellow"
    c="var(--warning-text)"
    tt="none"
    className={classes.warns}
    leftSection={<IconAlertTriangle size={13} aria-hidden />}
  >
    {children}
  </Badge>
)
