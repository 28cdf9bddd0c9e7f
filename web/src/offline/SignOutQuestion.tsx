import { Button, Group, Modal, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { signingOut } from '@/data/signOut'

export function SignOutQuestion({ count }: { count: number }) {
  const { t } = useTranslation()
  return (
    <Modal opened onClose={() => signingOut.give(false)} title={t('offline.signOut.title')}>
      <Text size="sm">{t('offline.signOut.text', { count })}</Text>
      <Group mt="lg" justify="flex-end">
        <Button variant="default" data-autofocus onClick={() => signingOut.give(false)}>
          {t('offline.signOut.no')}
        </Button>
        <Button color="red" onClick={() => signingOut.give(true)}>
          {t('offline.signOut.yes')}
        </Button>
      </Group>
    </Modal>
  )
}
