import { Alert, Button, CopyButton, Stack, Text, TextInput } from '@mantine/core'
import { IconCheck, IconCopy, IconKey } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

type Props = { label: string; value: string; hint: string; onDone: () => void }

/** What is shown this once. */
export function Secret({ label, value, hint, onDone }: Props) {
  const { t } = useTranslation()
  return (
    <Alert icon={<IconKey size={18} />} title={label} role="status">
      <Stack gap="sm">
        <Text size="sm">{hint}</Text>
        <TextInput
          aria-label={label}
          readOnly
          value={value}
          onFocus={event => event.currentTarget.select()}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        />
        <Button.Group>
          <CopyButton value={value}>
            {({ copied, copy }) => (
              <Button
                size="compact-md"
                onClick={copy}
                leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
              >
                {t(copied ? 'secret.copied' : 'secret.copy')}
              </Button>
            )}
          </CopyButton>
          <Button size="compact-md" variant="default" onClick={onDone}>
            {t('secret.done')}
          </Button>
        </Button.Group>
      </Stack>
    </Alert>
  )
}
