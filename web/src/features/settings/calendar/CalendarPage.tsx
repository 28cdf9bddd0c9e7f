import { Button, NativeSelect, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get, post } from '@/api/call'
import type { ApiKey } from '@/api/types'
import { useAsk } from '@/data/ask'
import { useChange } from '@/data/change'
import { Secret } from '@/ui/Secret'
import { Keys } from '../keys/Keys'
import { endOf } from '../keys/scopes'
import { Part } from '../Part'
import { SettingsPage } from '../SettingsPage'

const operation = 'get_calendar'
const isFeed = (key: ApiKey) => key.operations?.length === 1 && key.operations[0] === operation

/** A link for calendar programs: its key can do nothing but read this. */
export function CalendarPage() {
  const { t } = useTranslation()
  const [project, setProject] = useState('')
  const [link, setLink] = useState<string | null>(null)
  const { data: projects } = useAsk(get('/api/v1/projects', { query: { limit: 200 } }))
  const name = projects?.items.find(one => one.id === project)?.name
  const make = useChange<void, { key: string }>({
    call: () =>
      post('/api/v1/api_keys', {
        body: {
          name: name ? t('settings.calendar.keyOf', { name }) : t('settings.calendar.key'),
          scopes: ['read:tasks'],
          operations: [operation],
          expires_at: endOf(365),
        },
      }),
    asks: ['/api/v1/api_keys'],
  })
  const add = async () => {
    const answer = await make.mutateAsync().catch(() => null)
    if (!answer?.data) return
    const query = project ? `?project_id=${project}` : ''
    setLink(`${window.location.origin}/calendar/${answer.data.key}.ics${query}`)
  }
  return (
    <SettingsPage section="calendar">
      {link ? (
        <Secret
          label={t('settings.calendar.link')}
          hint={t('settings.calendar.linkHint')}
          value={link}
          onDone={() => setLink(null)}
        />
      ) : (
        <Stack maw={400}>
          <NativeSelect
            label={t('settings.calendar.which')}
            data={[
              { value: '', label: t('settings.calendar.all') },
              ...(projects?.items ?? []).map(one => ({ value: one.id, label: one.name })),
            ]}
            value={project}
            onChange={event => setProject(event.currentTarget.value)}
          />
          <Button onClick={() => void add()} loading={make.isPending} style={{ alignSelf: 'start' }}>
            {t('settings.calendar.make')}
          </Button>
        </Stack>
      )}
      <Part title={t('settings.calendar.links')}>
        <Keys shows={isFeed} />
      </Part>
    </SettingsPage>
  )
}
