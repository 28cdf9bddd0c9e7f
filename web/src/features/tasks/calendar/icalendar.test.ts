import { expect, test } from 'vitest'
import { occurrencesIn } from './icalendar'

const id = '01a200f2-21f3-7eb8-9023-f6f717f82dc3'
const other = '01a200f2-21f3-7eb8-9023-f6f717f82dc4'
const event = (task: string, day: string, start: string, summary = 'Water') =>
  `BEGIN:VEVENT\r\nUID:${task}-${day}@steward\r\n${start}\r\nSUMMARY:${summary}\r\nEND:VEVENT\r\n`

test('the first of a task is the task itself, the others come again', () => {
  const text = `BEGIN:VCALENDAR\r\n${event(id, '20261123', 'DTSTART;VALUE=DATE:20261123')}${event(id, '20261130', 'DTSTART;VALUE=DATE:20261130')}${event(other, '20261124', 'DTSTART;VALUE=DATE:20261124')}END:VCALENDAR\r\n`
  expect(occurrencesIn(text)).toEqual([{ task_id: id, title: 'Water', date: '2026-11-30', moment: null }])
})

test('a time is a moment, whatever day it is elsewhere', () => {
  const text = event(id, '20261123', 'DTSTART:20261123T233000Z') + event(id, '20261124', 'DTSTART:20261124T233000Z')
  expect(occurrencesIn(text)[0]).toMatchObject({ date: '2026-11-24', moment: Date.UTC(2026, 10, 24, 23, 30) })
})

test('folded lines, escapes and the key behind a title', () => {
  const text =
    event(id, '20261123', 'DTSTART;VALUE=DATE:20261123') +
    event(id, '20261124', 'DTSTART;VALUE=DATE:20261124', 'Milk\\, eg\r\n gs\\; bread\\\\ (HOME-12)')
  expect(occurrencesIn(text)[0]!.title).toBe('Milk, eggs; bread\\')
})

test('nothing of nothing', () => {
  expect(occurrencesIn('')).toEqual([])
  expect(occurrencesIn('UID:x\nEND:VEVENT')).toEqual([])
})
