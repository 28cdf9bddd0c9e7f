import { ActionIcon, Button, Group, Paper, Popover, Portal, Text, Tooltip } from '@mantine/core'
import {
  IconCalendarEvent,
  IconCheck,
  IconFlag,
  IconFolder,
  IconTag,
  IconTrash,
  IconUser,
  IconX,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Task } from '@/api/types'
import { isOpen } from '../api'
import type { Picker } from '../list/useListKeys'
import { PickerPanel } from '../pick/PickerPanel'
import classes from './BulkBar.module.css'
import { BulkFailures } from './BulkFailures'
import { useBulk } from './useBulk'

type Props = { tasks: readonly Task[]; selected: ReadonlySet<string>; onDone: () => void }

const pickers = [
  { picker: 'due', icon: IconCalendarEvent },
  { picker: 'priority', icon: IconFlag },
  { picker: 'project', icon: IconFolder },
  { picker: 'labels', icon: IconTag },
  { picker: 'assignees', icon: IconUser },
] as const

/** What is done with all that is selected; it stands where a thumb reaches. */
export function BulkBar({ tasks, selected, onDone }: Props) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<Picker | null>(null)
  const bulk = useBulk(onDone)
  const those = selected.size === 0 ? [] : tasks.filter(task => selected.has(task.id))
  return (
    <>
      <BulkFailures failures={bulk.failures} onClose={bulk.forget} />
      <p className={classes.said} role="status">
        {those.length > 0 ? t('tasks.bulk.selected', { count: those.length }) : ''}
      </p>
      {those.length > 0 && (
        <Portal>
          <Paper
            component="section"
            aria-label={t('tasks.bulk.name')}
            className={classes.bar}
            shadow="lg"
            radius="lg"
            withBorder
            onKeyDown={event => event.key === 'Escape' && open === null && onDone()}
          >
            <Group gap={4} wrap="nowrap">
              <Text size="sm" fw={600} px="xs" style={{ whiteSpace: 'nowrap' }}>
                {t('tasks.bulk.selected', { count: those.length })}
              </Text>
              {those.some(isOpen) && (
                <Button
                  size="compact-md"
                  variant="light"
                  leftSection={<IconCheck size={16} aria-hidden />}
                  onClick={() => bulk.complete(those.filter(isOpen))}
                >
                  {t('tasks.bulk.complete')}
                </Button>
              )}
              {pickers.map(({ picker, icon: Sign }) => (
                <Popover
                  key={picker}
                  opened={open === picker}
                  onChange={opened => !opened && setOpen(null)}
                  position="top"
                  shadow="md"
                  trapFocus
                  returnFocus
                >
                  <Popover.Target>
                    <Tooltip label={t(`tasks.action.${picker}`)}>
                      <ActionIcon
                        size={36}
                        variant="subtle"
                        color="gray"
                        c="var(--mantine-color-text)"
                        aria-label={t(`tasks.action.${picker}`)}
                        onClick={() => setOpen(now => (now === picker ? null : picker))}
                      >
                        <Sign size={18} stroke={1.7} aria-hidden />
                      </ActionIcon>
                    </Tooltip>
                  </Popover.Target>
                  <Popover.Dropdown p={6}>
                    <PickerPanel
                      picker={picker}
                      tasks={those}
                      onUpdate={changes => bulk.update(those, changes)}
                      onMove={to => bulk.move(those, to)}
                      onClose={() => setOpen(null)}
                    />
                  </Popover.Dropdown>
                </Popover>
              ))}
              <Tooltip label={t('tasks.bulk.delete')}>
                <ActionIcon
                  size={36}
                  variant="subtle"
                  color="red"
                  aria-label={t('tasks.bulk.delete')}
                  onClick={() => bulk.remove(those)}
                >
                  <IconTrash size={18} stroke={1.7} aria-hidden />
                </ActionIcon>
              </Tooltip>
              <ActionIcon
                size={36}
                variant="subtle"
                color="gray"
                c="var(--mantine-color-text)"
                aria-label={t('tasks.bulk.clear')}
                onClick={onDone}
              >
                <IconX size={18} stroke={1.7} aria-hidden />
              </ActionIcon>
            </Group>
          </Paper>
        </Portal>
      )}
    </>
  )
}
