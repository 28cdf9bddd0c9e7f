import { Button, Group, NativeSelect } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '@/api/call'
import { asProblem } from '@/api/problem'
import { send } from '@/api/send'
import { useAsk } from '@/data/ask'
import { useMay } from '@/data/me'
import { ImportPanel } from '@/features/import'
import { today } from '@/i18n/format'
import { sayDone, sayProblem } from '@/ui/say'
import { Part } from '../Part'
import { SettingsPage } from '../SettingsPage'
import { download } from './download'

type Format = 'steward' | 'csv'

export function DataPage() {
  const mayWrite = useMay('write:tasks')
  const { t } = useTranslation()
  return (
    <SettingsPage section="data">
      {mayWrite && (
        <Part title={t('settings.data.import')}>
          <ImportPanel />
        </Part>
      )}
      <Export />
    </SettingsPage>
  )
}

function Export() {
  const { t } = useTranslation()
  const [format, setFormat] = useState<Format>('steward')
  const [project_id, setProject] = useState('')
  const [isBusy, setBusy] = useState(false)
  const { data: projects } = useAsk(get('/api/v1/projects', { query: { limit: 200 } }))
  const run = async () => {
    setBusy(true)
    try {
      const { data } = await send(
        get('/api/v1/tasks/export', { query: { format, project_id: project_id || undefined } }),
      )
      download(data.content, `steward-${today()}.${format === 'csv' ? 'csv' : 'json'}`, format)
      sayDone(t('settings.data.exported', { count: data.tasks }))
    } catch (error) {
      sayProblem(asProblem(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Part title={t('settings.data.export')} hint={t('settings.data.exportHint')}>
      <Group align="end" gap="sm">
        <NativeSelect
          label={t('settings.data.format')}
          data={(['steward', 'csv'] as const).map(value => ({ value, label: t(`settings.data.formats.${value}`) }))}
          value={format}
          onChange={event => setFormat(event.currentTarget.value as Format)}
        />
        <NativeSelect
          label={t('settings.data.what')}
          data={[
            { value: '', label: t('settings.data.everything') },
            ...(projects?.items ?? []).map(one => ({ value: one.id, label: one.name })),
          ]}
          value={project_id}
          onChange={event => setProject(event.currentTarget.value)}
        />
        <Button
          variant="light"
          loading={isBusy}
          leftSection={<IconDownload size={16} aria-hidden />}
          onClick={() => void run()}
        >
          {t('settings.data.run')}
        </Button>
      </Group>
    </Part>
  )
}
