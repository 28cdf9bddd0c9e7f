import { Checkbox, PasswordInput, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { fieldText } from '@/i18n/words'
import { type Server, type ServerFields, usualHeader, wantsSecret } from './servers'

type Props = {
  fields: ServerFields
  set: (changed: Partial<ServerFields>) => void
  faults: Record<string, string>
  /** Null: it is new. */
  server: Server | null
}

/** Where it is, and what is sent to it with each call. The secret is only ever written. */
export function AddressFields({ fields, set, faults, server }: Props) {
  const { t } = useTranslation()
  const isWanted = server !== null && wantsSecret(server, { url: fields.url.trim(), header: fields.header.trim() })
  const secretHint = isWanted ? 'secretAnew' : server?.has_secret ? 'secretKept' : 'secretNew'
  return (
    <>
      <TextInput
        label={fieldText('url')}
        description={t('assistant.servers.urlHint')}
        placeholder="https://mcp.example.org/mcp"
        inputMode="url"
        autoComplete="off"
        required
        maxLength={500}
        data-autofocus={server ? true : undefined}
        value={fields.url}
        error={faults.url}
        onChange={event => set({ url: event.currentTarget.value })}
      />
      <PasswordInput
        label={fieldText('secret')}
        description={t(`assistant.servers.${secretHint}`)}
        placeholder="Bearer …"
        autoComplete="off"
        maxLength={4000}
        disabled={fields.dropsSecret}
        value={fields.secret}
        error={faults.secret}
        onChange={event => set({ secret: event.currentTarget.value })}
      />
      {server?.has_secret && (
        <Checkbox
          label={t('assistant.servers.dropSecret')}
          checked={fields.dropsSecret}
          onChange={event => set({ dropsSecret: event.currentTarget.checked, secret: '' })}
        />
      )}
      <TextInput
        label={fieldText('header')}
        description={t('assistant.servers.headerHint')}
        placeholder={usualHeader}
        autoComplete="off"
        maxLength={100}
        value={fields.header}
        error={faults.header}
        onChange={event => set({ header: event.currentTarget.value })}
      />
    </>
  )
}
