import { Button, Group, PasswordInput, Select, Stack, Text } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { post } from '@/api/call'
import { asProblem } from '@/api/problem'
import { usePreview } from '@/data/ask'
import { useChange } from '@/data/change'
import { useNames } from '@/data/names'
import { momentText } from '@/i18n/format'
import { fieldText } from '@/i18n/words'
import { ProblemNote } from '@/ui/ProblemNote'
import { RowDiff } from '@/ui/RowDiff'
import { RowsComing } from '@/ui/Rows'
import { faultsOfServer, restoredRows, type Server, type ServerVersion, wantsSecret } from './servers'

type Props = { server: Server; versions: readonly ServerVersion[]; mayManage: boolean }

/** What was decided about it earlier, and what it would change to have that again. */
export function Versions({ server, versions, mayManage }: Props) {
  const { t } = useTranslation()
  const names = useNames()
  const [number, setNumber] = useState<number | null>(null)
  const select = useRef<HTMLInputElement>(null)
  const chosen = versions.find(version => version.number === number && version.number !== server.number)
  return (
    <section>
      <Select
        ref={select}
        label={t('assistant.servers.versions')}
        placeholder={t('assistant.servers.choose')}
        maw={420}
        clearable
        data={versions
          .filter(version => version.number !== server.number)
          .map(version => ({
            value: String(version.number),
            label: `${version.number} · ${momentText(version.created_at)} · ${names.get(version.created_by) ?? ''}`,
          }))}
        value={chosen ? String(chosen.number) : null}
        onChange={value => setNumber(value === null ? null : Number(value))}
      />
      {chosen && (
        <Earlier
          key={chosen.number}
          server={server}
          version={chosen}
          mayManage={mayManage}
          close={() => {
            setNumber(null)
            select.current?.focus()
          }}
        />
      )}
    </section>
  )
}

type EarlierProps = { server: Server; version: ServerVersion; mayManage: boolean; close: () => void }

function Earlier({ server, version, mayManage, close }: EarlierProps) {
  const { t } = useTranslation()
  const [secret, setSecret] = useState('')
  const { number } = version
  const isWanted = wantsSecret(server, version)
  const path = { server: server.name, number }
  const restoration = (given: string) =>
    post('/api/v1/servers/{server}/versions/{number}/restoration', {
      path,
      body: isWanted ? { secret: given || null } : {},
    })
  // What would change is the same with any secret, so none is sent to find that out.
  const preview = usePreview(restoration(''), { enabled: mayManage })
  const restore = useChange({
    call: () => restoration(secret),
    asks: ['/api/v1/servers'],
    says: () => t(isWanted ? 'assistant.servers.restoredSecret' : 'assistant.servers.restored', { number }),
    quiet: true,
  })
  const faults = restore.error ? faultsOfServer(asProblem(restore.error)) : {}
  const rows = restoredRows(preview.data?.changes ?? [])
  return (
    <Stack gap="sm" mt="sm">
      <Text size="sm" c="var(--quiet)">
        {[
          version.url,
          t(version.is_enabled ? 'assistant.servers.wasOn' : 'assistant.servers.state.disabled'),
          t('assistant.servers.allowedThen', {
            count: version.allowed_tools.length,
            names: version.allowed_tools.join(', '),
          }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      {mayManage &&
        (preview.error ? (
          <ProblemNote error={preview.error} again={preview.refetch} />
        ) : !preview.data ? (
          <RowsComing count={2} height={28} />
        ) : rows.length === 0 ? (
          <Text size="sm">{t('assistant.servers.sameAsNow')}</Text>
        ) : (
          <>
            <Text size="sm" fw={500}>
              {t('assistant.servers.wouldChange')}
            </Text>
            <RowDiff rows={rows} />
            {isWanted && (
              <PasswordInput
                label={fieldText('secret')}
                description={t('assistant.servers.secretThen')}
                placeholder="Bearer …"
                autoComplete="off"
                maw={420}
                maxLength={4000}
                value={secret}
                error={faults.secret}
                onChange={event => setSecret(event.currentTarget.value)}
              />
            )}
            {restore.error && !faults.secret && <ProblemNote error={restore.error} />}
            <Group>
              <Button
                variant="default"
                leftSection={<IconArrowBackUp size={18} aria-hidden />}
                loading={restore.isPending}
                onClick={() => restore.mutate(undefined, { onSuccess: close })}
              >
                {t('assistant.servers.restore', { number })}
              </Button>
            </Group>
          </>
        ))}
    </Stack>
  )
}
