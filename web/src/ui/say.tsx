import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { Problem } from '@/api/problem'
import { t } from '@/i18n'
import { problemText } from '@/i18n/problems'

let count = 0

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
  notifications.show({
    id,
    autoClose: 8000,
    closeButtonProps: { 'aria-label': t('common.close') },
    withBorder: true,
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

/** Says what went wrong and what to do next. */
export function sayProblem(problem: Problem) {
  notifications.show({
    id: `problem-${problem.code}`,
    color: 'red',
    autoClose: 10_000,
    closeButtonProps: { 'aria-label': t('common.close') },
    withBorder: true,
    title: problemText(problem).title,
    message: problemText(problem).detail,
  })
}
