import { TextInput, type TextInputProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'

type Props = Omit<TextInputProps, 'onChange'> & { value: string; onChange?: (value: string) => void }

/** By which a person signs in; password managers know it so. */
export function EmailInput({ onChange, ...input }: Props) {
  const { t } = useTranslation()
  return (
    <TextInput
      label={t('account.email')}
      type="email"
      autoComplete="username"
      required
      {...input}
      onChange={event => onChange?.(event.currentTarget.value)}
    />
  )
}
