import { Button, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { patch } from '@/api/call'
import { asProblem } from '@/api/problem'
import { chooseZone, zone } from '@/api/zone'
import { useChange } from '@/data/change'
import { useSession } from '@/data/me'
import { faultsOf } from '@/i18n/problems'
import { LanguageChoice, ThemeChoice } from '@/ui/Choices'
import { ProblemNote } from '@/ui/ProblemNote'
import { ZoneSelect } from '@/ui/ZoneSelect'

export function WelcomeYou({ onNext }: { onNext: () => void }) {
  const { t } = useTranslation()
  const now = useSession()
  const [display_name, setName] = useState(now?.user.display_name ?? '')
  const [time_zone, setZone] = useState<string | null>(now?.user.time_zone ?? zone())
  const save = useChange({
    call: () => patch('/api/v1/me', { body: { display_name, time_zone } }),
    asks: ['/api/v1/me'],
    quiet: true,
  })
  const faults = save.error ? faultsOf(asProblem(save.error)) : {}
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!(await save.mutateAsync().catch(() => null))) return
    chooseZone(time_zone)
    onNext()
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        {save.error && Object.keys(faults).length === 0 && <ProblemNote error={save.error} />}
        <LanguageChoice />
        <TextInput
          label={t('account.name')}
          required
          maxLength={100}
          maw={400}
          error={faults.display_name}
          value={display_name}
          onChange={event => setName(event.currentTarget.value)}
        />
        <ZoneSelect
          label={t('settings.profile.zone')}
          description={t('settings.profile.zoneHint')}
          value={time_zone}
          onChange={setZone}
          error={faults.time_zone}
        />
        <ThemeChoice />
        <Button type="submit" loading={save.isPending} style={{ alignSelf: 'end' }}>
          {t('common.goOn')}
        </Button>
      </Stack>
    </form>
  )
}
