import { useMay } from '@/data/me'
import { SettingsPage } from '../SettingsPage'
import { Invitations } from './Invitations'
import { Members } from './Members'

export function MembersPage() {
  const may = useMay('manage:tenant')
  return (
    <SettingsPage section="members">
      <Members />
      {may && <Invitations />}
    </SettingsPage>
  )
}
