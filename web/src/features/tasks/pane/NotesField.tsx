import { ActionIcon, Group, Stack, Text, Textarea, UnstyledButton } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Task } from '@/api/types'
import { Markdown } from '@/ui/Markdown'
import { toggleBox } from '@/ui/taskList'
import { ConflictNote } from './ConflictNote'
import classes from './TaskPane.module.css'
import { useDraft } from './useDraft'
import { useSaveText } from './useSaveText'

const longest = 20_000

/** Markdown, shown as it is meant; a click or Enter edits it, leaving it saves. Escape leaves, too: long texts are not thrown away. */
export function NotesField({ task, readOnly }: { task: Task; readOnly: boolean }) {
  const { t } = useTranslation()
  const notes = task.notes ?? ''
  const save = useSaveText(task, 'notes')
  const draft = useDraft(`${task.id} notes`, notes, save)
  const edit = useRef<HTMLButtonElement>(null)
  const leave = () => {
    draft.finish()
    requestAnimationFrame(() => edit.current?.focus())
  }

  if (draft.isEdited)
    return (
      <Stack gap="xs">
        <Textarea
          aria-label={t('pane.notes')}
          description={t('pane.notesHint')}
          inputWrapperOrder={['input', 'description']}
          autoFocus
          autosize
          minRows={3}
          maxRows={24}
          maxLength={longest}
          value={draft.text}
          onChange={event => draft.write(event.currentTarget.value)}
          onBlur={draft.finish}
          onFocus={event => event.currentTarget.setSelectionRange(draft.text.length, draft.text.length)}
          onKeyDown={event => {
            const leaves = event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
            if (!leaves || event.nativeEvent.isComposing) return
            event.preventDefault()
            leave()
          }}
        />
        <ConflictNote draft={draft} theirs={notes} canKeepBoth />
      </Stack>
    )
  if (!notes)
    return readOnly ? null : (
      <UnstyledButton ref={edit} className={classes.emptyNotes} onClick={draft.begin}>
        {t('pane.addNotes')}
      </UnstyledButton>
    )
  return (
    <section aria-label={t('pane.notes')}>
      <Group justify="space-between" gap="xs" className={classes.notesHead}>
        <Text component="h3" size="xs" fw={600} c="var(--quiet)">
          {t('pane.notes')}
        </Text>
        {!readOnly && (
          <ActionIcon ref={edit} variant="subtle" color="gray" aria-label={t('pane.editNotes')} onClick={draft.begin}>
            <IconPencil size={16} />
          </ActionIcon>
        )}
      </Group>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a larger target for the pointer; the button above does the same. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: as above. */}
      <div
        className={classes.notes}
        onClick={() => !readOnly && !window.getSelection()?.toString() && draft.begin()}
        data-editable={!readOnly || undefined}
      >
        <Markdown
          text={notes}
          onTick={readOnly ? undefined : nth => void save(toggleBox(notes, nth), notes).catch(() => {})}
        />
      </div>
    </section>
  )
}
