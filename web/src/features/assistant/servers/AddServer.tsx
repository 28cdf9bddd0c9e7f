import { Button, Group, Modal, Radio, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { get, post } from '@/api/call'
import { asProblem } from '@/api/problem'
import { useAsk } from '@/data/ask'
import { useChange } from '@/data/change'
import { fieldText } from '@/i18n/words'
import { ProblemNote } from '@/ui/ProblemNote'
import { RowsComing } from '@/ui/Rows'
import { AddressFields } from './AddressFields'
import { bodyOf, faultsOfServer, fieldsOf, type ServerFields } from './servers'

type Program = { name: string; description: string | null; has_network: boolean }

/** A server is one of the operator's programs, or stands at an address. */
export function AddServer({ isOpen, close }: { isOpen: boolean; close: () => void }) {
  const { t } = useTranslation()
  const { data, error, refetch } = useAsk(get('/api/v1/server_catalogue'), { enabled: isOpen })
  return (
    <Modal
      opened={isOpen}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      onClose={close}
      title={t('assistant.servers.add')}
    >
      {error && !data ? (
        <ProblemNote error={error} again={refetch} />
      ) : data ? (
        <Form programs={data.items} close={close} />
      ) : (
        <RowsComing count={4} height={56} />
      )}
    </Modal>
  )
}

function Form({ programs, close }: { programs: readonly Program[]; close: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [fields, setFields] = useState<ServerFields>(() => fieldsOf(null, programs.length > 0 ? 'catalogue' : 'http'))
  const set = (changed: Partial<ServerFields>) => setFields(now => ({ ...now, ...changed }))
  const name = fields.name.trim()
  const save = useChange({
    call: () => post('/api/v1/servers', { body: bodyOf(fields) }),
    asks: ['/api/v1/servers'],
    says: () => t('assistant.servers.added', { name }),
    quiet: true,
  })
  const faults = save.error ? faultsOfServer(asProblem(save.error)) : {}
  const isProgram = fields.kind === 'catalogue'
  // What it is called here is what it is called there, until somebody calls it otherwise.
  const choose = (entry: string) =>
    set({ entry, name: fields.name === fields.entry ? entry.slice(0, 20) : fields.name })
  const added = () => {
    close()
    navigate(`/assistant/servers/${encodeURIComponent(name)}`)
  }
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        save.mutate(undefined, { onSuccess: added })
      }}
    >
      <Stack>
        {programs.length > 0 ? (
          <SegmentedControl
            aria-label={t('assistant.servers.where')}
            value={fields.kind}
            onChange={kind => set({ kind: kind as ServerFields['kind'] })}
            data={[
              { value: 'catalogue', label: t('assistant.servers.ofOperator') },
              { value: 'http', label: t('assistant.servers.atAddress') },
            ]}
          />
        ) : (
          <Text size="sm" c="var(--quiet)">
            {t('assistant.servers.noPrograms')}
          </Text>
        )}
        {isProgram && (
          <Radio.Group
            label={t('assistant.servers.program')}
            required
            value={fields.entry}
            error={faults.entry}
            onChange={choose}
          >
            <Stack gap="sm" mt={6}>
              {programs.map((program, index) => (
                <Radio
                  key={program.name}
                  value={program.name}
                  autoFocus={index === 0}
                  label={program.name}
                  description={[
                    program.description,
                    t(program.has_network ? 'assistant.servers.network' : 'assistant.servers.noNetwork'),
                  ]
                    .filter(Boolean)
                    .join(' ')}
                />
              ))}
            </Stack>
          </Radio.Group>
        )}
        <TextInput
          label={fieldText('name')}
          description={t('assistant.servers.nameHint', { name: name || 'notes' })}
          required
          autoFocus={!isProgram}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={20}
          value={fields.name}
          error={faults.name}
          onChange={event => set({ name: event.currentTarget.value })}
        />
        {!isProgram && <AddressFields fields={fields} set={set} faults={faults} server={null} />}
        <Radio.Group
          label={t('assistant.servers.first')}
          value={fields.tools}
          onChange={tools => set({ tools: tools as ServerFields['tools'] })}
        >
          <Stack gap="sm" mt={6}>
            {(['all', 'none'] as const).map(value => (
              <Radio
                key={value}
                value={value}
                label={t(`assistant.servers.tools.${value}`)}
                description={t(`assistant.servers.toolsMean.${value}`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        {save.error && Object.keys(faults).length === 0 && <ProblemNote error={save.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={isProgram && fields.entry === ''}>
            {t('assistant.servers.addThis')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
