import { Stack, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Task } from '@/api/types'
import { isOpen } from '../api'
import { TaskCheck } from '../TaskRow'
import { ConflictNote } from './ConflictNote'
import classes from './TaskPane.module.css'
import { useDraft } from './useDraft'
import { useSaveText } from './useSaveText'

const longest = 500

export function TitleField({ task, readOnly }: { task: Task; readOnly: boolean }) {
  const { t } = useTranslation()
  const draft = useDraft(`${task.id} title`, task.title, useSaveText(task, 'title'))
  const finish = () => (draft.text.trim() ? draft.finish() : draft.cancel())
  return (
    <Stack gap="xs">
      <div className={classes.title}>
        <TaskCheck task={task} />
        <Textarea
          className={classes.titleText}
          variant="unstyled"
          aria-label={t('pane.title')}
          data-done={!isOpen(task) || undefined}
          autosize
          minRows={1}
          maxLength={longest}
          readOnly={readOnly}
          value={draft.text}
          onFocus={readOnly ? undefined : draft.begin}
          onChange={event => draft.write(event.currentTarget.value.replace(/\s*\n\s*/g, ' '))}
          onBlur={finish}
          onKeyDown={event => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
              event.preventDefault()
              event.currentTarget.blur()
            } else if (event.key === 'Escape' && draft.text !== task.title) {
              event.preventDefault()
              draft.cancel()
            }
          }}
        />
      </div>
      <ConflictNote draft={draft} theirs={task.title} />
    </Stack>
  )
}
