import { Popover } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Task } from '@/api/types'
import { useMoveTask, useUpdateTask } from '../api'
import { PickerPanel } from '../pick/PickerPanel'
import type { Picker } from './useListKeys'

/** At the end of the row: what d, p, m, l open. */
export function RowPicker({ task, picker, onClose }: { task: Task; picker: Picker; onClose: () => void }) {
  const { t } = useTranslation()
  const update = useUpdateTask()
  const move = useMoveTask()
  return (
    <Popover
      opened
      onChange={opened => !opened && onClose()}
      position="bottom-end"
      shadow="md"
      trapFocus
      withRoles={false}
    >
      <Popover.Target>
        <span aria-hidden style={{ width: 1, alignSelf: 'stretch' }} />
      </Popover.Target>
      <Popover.Dropdown
        p={6}
        role="dialog"
        aria-label={t(`tasks.action.${picker}`)}
        onKeyDown={event => {
          event.stopPropagation()
          if (event.key === 'Escape') onClose()
        }}
      >
        <PickerPanel
          picker={picker}
          tasks={[task]}
          onUpdate={changes => update.mutate({ task, changes: changes(task) })}
          onMove={to => move.mutate({ task, to })}
          onClose={onClose}
        />
      </Popover.Dropdown>
    </Popover>
  )
}
