import { Button, Group, Paper, Text, Transition } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './SelectionBar.module.css'

type Props = { count: number; isBusy: boolean; onUndo: () => void; onClear: () => void }

export function SelectionBar({ count, isBusy, onUndo, onClear }: Props) {
  const { t } = useTranslation()
  return (
    <div role="status" className={classes.place}>
      <Transition mounted={count > 0} transition="slide-up" duration={120}>
        {style => (
          <Paper shadow="md" withBorder p="xs" radius="lg" style={style}>
            <Group gap="sm" wrap="nowrap">
              <Text size="sm" px="xs" style={{ whiteSpace: 'nowrap' }}>
                {t('journal.selected', { count })}
              </Text>
              <Button
                size="compact-md"
                loading={isBusy}
                leftSection={<IconArrowBackUp size={16} aria-hidden />}
                onClick={onUndo}
              >
                {t('journal.undo')}
              </Button>
              <Button size="compact-md" variant="subtle" onClick={onClear}>
                {t('journal.clear')}
              </Button>
            </Group>
          </Paper>
        )}
      </Transition>
    </div>
  )
}
