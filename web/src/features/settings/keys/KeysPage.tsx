import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Secret } from '@/ui/Secret'
import { Part } from '../Part'
import { SettingsPage } from '../SettingsPage'
import { AddKey } from './AddKey'
import { Keys } from './Keys'

export function KeysPage() {
  const { t } = useTranslation()
  const [isAdding, setAdding] = useState(false)
  const [key, setKey] = useState<string | null>(null)
  return (
    <SettingsPage section="keys">
      {key && (
        <Secret
          label={t('settings.keys.new')}
          hint={t('settings.keys.newHint')}
          value={key}
          onDone={() => setKey(null)}
        />
      )}
      <Part
        title={t('settings.keys.list')}
        aside={
          !isAdding && (
            <Button
              variant="light"
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={() => {
                setKey(null)
                setAdding(true)
              }}
            >
              {t('settings.keys.add')}
            </Button>
          )
        }
      >
        {isAdding && (
          <AddKey
            onDone={made => {
              setAdding(false)
              if (made) setKey(made)
            }}
          />
        )}
        <Keys shows={key => key.operations === null || key.operations[0] !== 'get_calendar'} />
      </Part>
    </SettingsPage>
  )
}
