import { SettingsPage } from '../SettingsPage'
import { PasswordForm } from './PasswordForm'
import { Sessions } from './Sessions'

export const SecurityPage = () => (
  <SettingsPage section="security">
    <PasswordForm />
    <Sessions />
  </SettingsPage>
)
