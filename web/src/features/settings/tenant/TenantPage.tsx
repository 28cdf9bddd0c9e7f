import { Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { get, patch, remove } from '@/api/call'
import { asProblem } from '@/api/problem'
import { session } from '@/api/session'
import { useAsk } from '@/data/ask'
import { useChange } from '@/data/change'
import { useMay, useMe } from '@/data/me'
import { faultsOf } from '@/i18n/problems'
import { EditText } from '@/ui/EditText'
import { ProblemNote } from '@/ui/ProblemNote'
import { RowsComing } from '@/ui/Rows'
import { SureButton } from '@/ui/SureButton'
import { ZoneSelect } from '@/ui/ZoneSelect'
import { Part } from '../Part'
import { SettingsPage } from '../SettingsPage'

export function TenantPage() {
  const { t } = useTranslation()
  const { data: me } = useMe()
  const may = useMay('manage:tenant')
  const { data: tenant, error, refetch } = useAsk(get('/api/v1/tenant'))
  const save = useChange({
    call: (body: { name?: string; time_zone?: string }) => patch('/api/v1/tenant', { body }),
    asks: ['/api/v1/tenant', '/api/v1/tenants', '/api/v1/me'],
    says: () => t('settings.saved'),
  })
  const leave = useChange<void, unknown>({
    call: () => remove('/api/v1/memberships/{user_id}', { path: { user_id: me!.user.id } }),
    asks: [],
  })
  const faults = save.error ? faultsOf(asProblem(save.error)) : {}
  return (
    <SettingsPage section="tenant">
      {error && <ProblemNote error={error} again={refetch} />}
      {!tenant && !error && <RowsComing count={2} height={56} />}
      {tenant && (
        <Stack maw={400}>
          <EditText
            label={t('account.tenant')}
            maxLength={100}
            readOnly={!may}
            error={faults.name}
            value={tenant.name}
            onSave={name => save.mutate({ name })}
          />
          <ZoneSelect
            label={t('settings.profile.zone')}
            description={t('settings.tenant.zoneHint')}
            disabled={!may}
            error={faults.time_zone}
            value={tenant.time_zone}
            onChange={time_zone => time_zone && save.mutate({ time_zone })}
          />
        </Stack>
      )}
      {me && (
        <Part title={t('settings.tenant.leave')} hint={t('settings.tenant.leaveHint')}>
          <SureButton
            variant="light"
            color="red"
            loading={leave.isPending}
            sure={t('settings.tenant.leaveSure', { name: me.tenant.name })}
            onSure={() => leave.mutate(undefined, { onSuccess: () => session.close('signed_out') })}
          >
            {t('settings.tenant.leave')}
          </SureButton>
        </Part>
      )}
    </SettingsPage>
  )
}
