import { useTranslation } from 'react-i18next'
import { language, region } from '@/i18n'
import { dayText, dueText } from '@/i18n/format'
import { labelsById, membersById, projectsById, useLabels, useMembers, useProjects } from '../api'
import { recurrenceWords } from '../recurrence/words'
import type { FieldChange } from './historyWords'
import { minutesText } from './minutes'

const longest = 120

/** A value of the journal as people say it. */
export function useFieldText() {
  const { t } = useTranslation()
  const labels = labelsById(useLabels().data?.items)
  const members = membersById(useMembers().data?.items)
  const projects = projectsById(useProjects().data?.items)
  return (field: FieldChange['field'], value: unknown): string => {
    if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return t('pane.none')
    const names = (name: (id: string) => string | undefined) =>
      (value as string[]).map(id => name(id) ?? t('history.gone')).join(', ')
    switch (field) {
      case 'status':
        return t(`taskStatus.${value as 'todo'}`)
      case 'due':
        return dueText(value as Parameters<typeof dueText>[0])
      case 'start_date':
      case 'deadline':
        return dayText(String(value))
      case 'priority':
        return t(`pane.priorities.${value as 1}`)
      case 'estimate_minutes':
        return minutesText(Number(value), language())
      case 'rule':
        return recurrenceWords(String(value), null, { t, language: region() }) ?? String(value)
      case 'project_id':
        return projects.get(String(value))?.name ?? t('history.gone')
      case 'section_id':
      case 'parent_id':
        return t('history.another')
      case 'label_ids':
        return names(id => labels.get(id)?.name)
      case 'assignee_ids':
        return names(id => members.get(id)?.display_name)
      default: {
        const text = String(value)
        return text.length > longest ? `${text.slice(0, longest)}…` : text
      }
    }
  }
}
