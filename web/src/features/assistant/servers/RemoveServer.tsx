import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { remove } from '@/api/call'
import { useChange } from '@/data/change'
import { SureButton } from '@/ui/SureButton'
import type { Server } from './servers'

/** An undo brings it back, but not its secret: that is said before. */
export function RemoveServer({ server }: { server: Server }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { name } = server
  const drop = useChange({
    call: () => remove('/api/v1/servers/{server}', { path: { server: name } }),
    asks: ['/api/v1/servers'],
    says: () => t(server.has_secret ? 'assistant.servers.removedSecret' : 'assistant.servers.removed', { name }),
  })
  return (
    <section>
      <SureButton
        variant="subtle"
        color="red"
        ml="calc(var(--mantine-spacing-md) * -1)"
        sure={t('assistant.servers.removeSure')}
        loading={drop.isPending}
        onSure={() => drop.mutate(undefined, { onSuccess: () => navigate('/assistant/servers') })}
      >
        {t('assistant.servers.remove')}
      </SureButton>
      {server.has_secret && (
        <Text size="sm" c="var(--quiet)">
          {t('assistant.servers.removeSecret')}
        </Text>
      )}
    </section>
  )
}
