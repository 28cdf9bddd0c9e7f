import type { TFunction } from 'i18next'
import { addDays } from '@/i18n/format'

const cell = (text: string | number) => `"${String(text).replaceAll('"', '""')}"`

/** A few tasks to look at, as a file that is imported: so that one step takes all of it back. */
export function exampleTasks(t: TFunction, today: string): string {
  const rows: (string | number)[][] = [
    [t('welcome.example.plants'), '', t('welcome.example.home'), 3, today, 'RRULE:FREQ=WEEKLY'],
    [t('welcome.example.rent'), '', t('welcome.example.home'), 1, addDays(today, -1), ''],
    [t('welcome.example.dentist'), t('welcome.example.dentistNotes'), '', 2, addDays(today, 2), ''],
    [t('welcome.example.trip'), t('welcome.example.tripNotes'), t('welcome.example.travel'), 3, addDays(today, 5), ''],
    [t('welcome.example.book'), '', t('welcome.example.travel'), 4, '', ''],
  ]
  const header = ['title', 'notes', 'section', 'priority', 'due', 'recurrence']
  return [header, ...rows].map(row => row.map(cell).join(',')).join('\n')
}
