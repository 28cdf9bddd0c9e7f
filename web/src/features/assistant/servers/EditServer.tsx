import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { patch } from '@/api/call'
import { asProblem } from '@/api/problem'
import { useChange } from '@/data/change'
import { ProblemNote } from '@/ui/ProblemNote'
import { AddressFields } from './AddressFields'
import { changesOf, faultsOfServer, fieldsOf, type Server, type ServerFields } from './servers'

type Props = { server: Server; isOpen: boolean; close: () => void }

/** Another address, header or secret. */
export function EditServer({ server, isOpen, close }: Props) {
  const { t } = useTranslation()
  return (
    <Modal
      opened={isOpen}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      onClose={close}
      title={t('assistant.servers.edit', { name: server.name })}
    >
      <Form server={server} close={close} />
    </Modal>
  )
}

/** What it was when the form was opened is what it is compared with. */
function Form({ server: given, close }: { server: Server; close: () => void }) {
  const { t } = useTranslation()
  const [server] = useState(given)
  const [fields, setFields] = useState<ServerFields>(() => fieldsOf(server))
  const { name } = server
  const body = changesOf(fields, server)
  const losesSecret = server.has_secret && 'secret' in body
  const save = useChange({
    call: () => patch('/api/v1/servers/{server}', { path: { server: name }, body }),
    asks: ['/api/v1/servers'],
    says: () => t(losesSecret ? 'assistant.servers.changedSecret' : 'assistant.servers.changed', { name }),
    quiet: true,
  })
  const faults = save.error ? faultsOfServer(asProblem(save.error)) : {}
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        save.mutate(undefined, { onSuccess: close })
      }}
    >
      <Stack>
        <AddressFields
          fields={fields}
          set={changed => setFields(now => ({ ...now, ...changed }))}
          faults={faults}
          server={server}
        />
        {losesSecret && (
          <Text size="sm" c="var(--quiet)">
            {t('assistant.servers.secretGone')}
          </Text>
        )}
        {save.error && Object.keys(faults).length === 0 && <ProblemNote error={save.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={Object.keys(body).length === 0}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
