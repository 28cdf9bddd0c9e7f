import { Switch } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { patch } from '@/api/call'
import { useChange } from '@/data/change'
import classes from './Servers.module.css'
import type { Server } from './servers'
import { useFlip } from './useFlip'

/** Whether agents may use it at all. */
export function OnSwitch({ server, label }: { server: Server; label?: ReactNode }) {
  const { t } = useTranslation()
  const { name } = server
  const save = useChange<boolean, unknown>({
    call: is_enabled => patch('/api/v1/servers/{server}', { path: { server: name }, body: { is_enabled } }),
    asks: ['/api/v1/servers'],
    says: isOn => t(isOn ? 'assistant.servers.switchedOn' : 'assistant.servers.switchedOff', { name }),
  })
  const { checked, flip } = useFlip(server.is_enabled, isOn => save.mutateAsync(isOn), '/api/v1/servers')
  return (
    <Switch
      size="md"
      className={classes.switch}
      py={8}
      label={label}
      aria-label={label ? undefined : t('assistant.servers.use', { name })}
      checked={checked}
      onChange={event => flip(event.currentTarget.checked)}
    />
  )
}
