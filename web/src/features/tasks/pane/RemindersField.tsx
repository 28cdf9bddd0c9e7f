import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconBell, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get, post, remove } from '@/api/call'
import type { Reminder, Task } from '@/api/types'
import { useAsk } from '@/data/ask'
import { useChange } from '@/data/change'
import type { Shown } from '@/data/shown'
import { language } from '@/i18n'
import { momentText } from '@/i18n/format'
import { momentAt } from '@/i18n/zoned'
import { minutesText } from './minutes'
import { Property } from './Property'

const of = (task_id: string) => get('/api/v1/tasks/{task_id}/reminders', { path: { task_id }, query: { limit: 50 } })

/** One's own: nobody else sees them. */
export function RemindersField({ task, readOnly }: { task: Task; readOnly: boolean }) {
  const { t } = useTranslation()
  const list = of(task.id)
  const reminders = useAsk(list).data?.items ?? []
  const words = ({ at, minutes_before: before }: Reminder) => {
    if (at) return momentText(at)
    if (!before) return t('pane.reminderAtDue')
    const text = before % 1440 === 0 ? t('pane.days', { count: before / 1440 }) : minutesText(before, language())
    return t('pane.reminderBefore', { time: text })
  }
  const add = useChange<{ at?: string; minutes_before?: number }, Reminder>({
    call: body => post('/api/v1/tasks/{task_id}/reminders', { path: { task_id: task.id }, body }),
    asks: [list.path],
    says: () => t('pane.reminderAdded'),
  })
  const away = useChange<Reminder>({
    call: ({ id }) => remove('/api/v1/reminders/{reminder_id}', { path: { reminder_id: id } }),
    shows: (shown: Shown, { id }) => shown.row(list.path.split('?')[0]!, id, () => null),
    asks: [list.path],
    says: () => t('pane.reminderRemoved'),
  })
  return (
    <Property
      icon={IconBell}
      label={t('pane.reminders')}
      value={reminders.map(words).join(', ') || null}
      readOnly={readOnly}
    >
      {() => (
        <Stack gap="xs">
          {reminders.map(reminder => (
            <Group key={reminder.id} justify="space-between" wrap="nowrap" gap="xs">
              <Text size="sm">{words(reminder)}</Text>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('pane.removeReminder', { when: words(reminder) })}
                onClick={() => away.mutate(reminder)}
              >
                <IconX size={16} />
              </ActionIcon>
            </Group>
          ))}
          {task.due && (
            <Group gap={4}>
              {[0, 10, 60, 1440]
                .filter(minutes => !reminders.some(one => one.minutes_before === minutes))
                .map(minutes => (
                  <Button
                    key={minutes}
                    size="compact-sm"
                    variant="light"
                    onClick={() => add.mutate({ minutes_before: minutes })}
                  >
                    {words({ at: null, minutes_before: minutes } as Reminder)}
                  </Button>
                ))}
            </Group>
          )}
          <AtATime onAdd={at => add.mutate({ at })} />
        </Stack>
      )}
    </Property>
  )
}

function AtATime({ onAdd }: { onAdd: (at: string) => void }) {
  const { t } = useTranslation()
  const [at, setAt] = useState('')
  return (
    <Group gap="xs" align="end" wrap="nowrap">
      <TextInput
        type="datetime-local"
        label={t('pane.reminderAt')}
        value={at}
        onChange={event => setAt(event.currentTarget.value)}
        style={{ flex: 1 }}
      />
      <Button
        variant="default"
        disabled={!at}
        onClick={() => {
          const [date, time] = at.split('T')
          onAdd(new Date(momentAt({ date: date!, time: `${time!.slice(0, 5)}:00` })).toISOString())
          setAt('')
        }}
      >
        {t('pane.add')}
      </Button>
    </Group>
  )
}
