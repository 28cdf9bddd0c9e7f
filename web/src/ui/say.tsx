import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { Problem } from '@/api/problem'
import { t } from '@/i18n'
import { problemText } from '@/i18n/problems'

/** As many are shown at once, the newest. */
export const room = 3

let count = 0

function show(notification: Parameters<typeof notifications.show>[0]) {
  notifications.show({
    ...notification,
    priority: count,
    closeButtonProps: { 'aria-label': t('common.close') },
    withBorder: true,
  })
  // What was done and had to make room does not come back; what went wrong does.
  notifications.hide(`done-${count - room}`)
}

/** Says what was done; `undo` takes it back, here or with Ctrl-Z while it is shown. */
export function sayDone(text: string, undo?: () => Promise<void>) {
  const id = `done-${++count}`
  const takeBack = async () => {
    notifications.hide(id)
    forget()
    await undo?.()
  }
  const forget = () => {
    if (latest === takeBack) latest = null
  }
  if (undo) latest = takeBack
  show({
    id,
    autoClose: 8000,
    onClose: forget,
    message: (
      <Group justify="space-between" wrap="nowrap" gap="md">
        <Text size="sm" lineClamp={2}>
          {text}
        </Text>
        {undo && (
          <Button size="compact-sm" variant="light" style={{ flex: 'none' }} onClick={() => void takeBack()}>
            {t('common.undo')}
          </Button>
        )}
      </Group>
    ),
  })
}

let latest: (() => Promise<void>) | null = null

/** What Ctrl-Z does. */
export const undoLatest = async () => {
  await latest?.()
}

/** Of one person, before the next. */
export function forgetSaid() {
  notifications.clean()
  latest = null
}

const problems = new Map<string, string>()

/** Says what went wrong and what to do next; of the same once more only the last stands, for its full time. */
export function sayProblem(problem: Problem) {
  const id = `problem-${++count}`
  notifications.hide(problems.get(problem.code) ?? '')
  problems.set(problem.code, id)
  show({
    id,
    color: 'red',
    autoClose: 10_000,
    title: problemText(problem).title,
    message: problemText(problem).detail,
  })
}
