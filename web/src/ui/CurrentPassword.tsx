import { PasswordInput, type PasswordInputProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'

type Props = Omit<PasswordInputProps, 'onChange'> & { value: string; onChange: (value: string) => void }

/** The password that a person has already. */
export function CurrentPassword({ onChange, ...input }: Props) {
  const { t } = useTranslation()
  return (
    <PasswordInput
      label={t('account.password')}
      autoComplete="current-password"
      required
      {...input}
      onChange={event => onChange(event.currentTarget.value)}
    />
  )
}
