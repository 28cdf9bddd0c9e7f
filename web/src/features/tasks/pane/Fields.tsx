import { IconCalendarEvent, IconFlagCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Task } from '@/api/types'
import { today } from '@/i18n/format'
import { isOpen, type TaskChanges, useUpdateTask } from '../api'
import { DayField } from './DayField'
import { DueField } from './DueField'
import { EstimateField } from './EstimateField'
import { AssigneesField, LabelsField } from './PeopleAndLabels'
import { PlaceField } from './PlaceField'
import { PriorityField } from './PriorityField'
import { RecurrenceField } from './RecurrenceField'
import { RemindersField } from './RemindersField'
import { StatusField } from './StatusField'
import classes from './TaskPane.module.css'

/** Everything that a task has besides its texts. */
export function Fields({ task, readOnly }: { task: Task; readOnly: boolean }) {
  const { t } = useTranslation()
  const update = useUpdateTask()
  const change = (changes: TaskChanges) => update.mutate({ task, changes })
  return (
    <div className={classes.fields}>
      <StatusField task={task} readOnly={readOnly} onChange={change} />
      <DueField task={task} readOnly={readOnly} onChange={change} />
      <RecurrenceField task={task} readOnly={readOnly} onChange={change} />
      <RemindersField task={task} readOnly={readOnly} />
      <PriorityField priority={task.priority} readOnly={readOnly} onChange={priority => change({ priority })} />
      <PlaceField task={task} readOnly={readOnly} />
      <LabelsField task={task} readOnly={readOnly} onChange={change} />
      <AssigneesField task={task} readOnly={readOnly} onChange={change} />
      <DayField
        icon={IconCalendarEvent}
        label={t('pane.start')}
        day={task.start}
        readOnly={readOnly}
        onChange={start => change({ start })}
      />
      <DayField
        icon={IconFlagCheck}
        label={t('pane.deadline')}
        day={task.deadline}
        tone={task.deadline && isOpen(task) && task.deadline < today() ? 'late' : undefined}
        readOnly={readOnly}
        onChange={deadline => change({ deadline })}
      />
      <EstimateField
        minutes={task.estimate_minutes}
        readOnly={readOnly}
        onChange={estimate_minutes => change({ estimate_minutes })}
      />
    </div>
  )
}
