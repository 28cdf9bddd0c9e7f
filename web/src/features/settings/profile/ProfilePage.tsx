import { Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { patch } from '@/api/call'
import { asProblem } from '@/api/problem'
import { chooseZone } from '@/api/zone'
import { useChange } from '@/data/change'
import { useMe } from '@/data/me'
import { faultsOf } from '@/i18n/problems'
import { LanguageChoice, ThemeChoice } from '@/ui/Choices'
import { EditText } from '@/ui/EditText'
import { RowsComing } from '@/ui/Rows'
import { ZoneSelect } from '@/ui/ZoneSelect'
import { SettingsPage } from '../SettingsPage'

type Profile = { display_name?: string; time_zone?: string | null }

export function ProfilePage() {
  const { t } = useTranslation()
  const { data: me } = useMe()
  const save = useChange({
    call: (body: Profile) => patch('/api/v1/me', { body }),
    // Days and times are read anew in another zone.
    asks: ['/api/v1/'],
    says: () => t('settings.saved'),
  })
  const faults = save.error ? faultsOf(asProblem(save.error)) : {}
  return (
    <SettingsPage section="profile">
      {me ? (
        <Stack maw={400}>
          <EditText
            label={t('account.name')}
            description={t('settings.profile.nameHint')}
            maxLength={100}
            autoComplete="name"
            error={faults.display_name}
            value={me.user.display_name}
            onSave={display_name => save.mutate({ display_name })}
          />
          <TextInput label={t('account.email')} readOnly value={me.user.email} />
          <ZoneSelect
            label={t('settings.profile.zone')}
            description={t('settings.profile.zoneHint')}
            none={t('settings.profile.zoneOfTenant', { zone: me.tenant.time_zone })}
            error={faults.time_zone}
            value={me.user.time_zone ?? null}
            onChange={time_zone => save.mutate({ time_zone }, { onSuccess: () => chooseZone(time_zone) })}
          />
          <LanguageChoice />
          <ThemeChoice />
        </Stack>
      ) : (
        <RowsComing count={4} height={56} />
      )}
    </SettingsPage>
  )
}
