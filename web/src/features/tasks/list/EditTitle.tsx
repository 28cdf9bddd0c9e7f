import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Task } from '@/api/types'
import { useUpdateTask } from '../api'
import classes from './TaskList.module.css'

/** Enter and leaving save, Escape takes back. */
export function EditTitle({ task, onClose }: { task: Task; onClose: () => void }) {
  const { t } = useTranslation()
  const [title, setTitle] = useState(task.title)
  const update = useUpdateTask()
  const closed = useRef(false)
  const close = (save: boolean) => {
    if (closed.current) return
    closed.current = true
    const wanted = title.trim()
    if (save && wanted && wanted !== task.title) update.mutate({ task, changes: { title: wanted } })
    onClose()
  }
  return (
    <input
      className={classes.edit}
      aria-label={t('tasks.row.title')}
      // biome-ignore lint/a11y/noAutofocus: it stands where the person has asked to write.
      autoFocus
      maxLength={500}
      value={title}
      onFocus={event => event.currentTarget.select()}
      onChange={event => setTitle(event.currentTarget.value)}
      onBlur={() => close(true)}
      onKeyDown={event => {
        event.stopPropagation()
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) close(true)
        if (event.key === 'Escape') close(false)
      }}
    />
  )
}
