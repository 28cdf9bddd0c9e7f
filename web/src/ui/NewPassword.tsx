import { PasswordInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** As the server counts them: a pair of surrogates is one. */
const least = 10
const missing = (password: string) => Math.max(0, least - [...password.normalize('NFC')].length)

type Props = { label: string; value: string; onChange: (value: string) => void; error?: string | undefined }

/** A password to be: what is still missing is told while it is typed. */
export function NewPassword({ label, value, onChange, error }: Props) {
  const { t } = useTranslation()
  const count = missing(value)
  return (
    <PasswordInput
      label={label}
      description={
        value === '' ? t('password.hint') : count > 0 ? t('password.missing', { count }) : t('password.enough')
      }
      descriptionProps={{ 'aria-live': 'polite' }}
      autoComplete="new-password"
      required
      maxLength={200}
      error={error}
      value={value}
      onChange={event => onChange(event.currentTarget.value)}
    />
  )
}
