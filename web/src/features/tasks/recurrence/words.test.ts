// @vitest-environment jsdom
import { beforeAll, expect, test } from 'vitest'
import { chooseLanguage, t } from '@/i18n'
import { recurrenceWords } from './words'

const cases: [rule: string, en: string, de: string][] = [
  ['FREQ=DAILY', 'Every day', 'Jeden Tag'],
  ['FREQ=DAILY;INTERVAL=3', 'Every 3 days', 'Alle 3 Tage'],
  ['FREQ=WEEKLY', 'Every week', 'Jede Woche'],
  ['FREQ=WEEKLY;BYDAY=MO,TH', 'Every week on Monday and Thursday', 'Jede Woche am Montag und Donnerstag'],
  ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'Every weekday', 'Jeden Werktag'],
  [
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR',
    'Every 2 weeks on Monday, Wednesday, and Friday',
    'Alle 2 Wochen am Montag, Mittwoch und Freitag',
  ],
  ['FREQ=WEEKLY;BYDAY=SU;WKST=SU', 'Every week on Sunday', 'Jede Woche am Sonntag'],
  ['FREQ=MONTHLY', 'Every month', 'Jeden Monat'],
  ['FREQ=MONTHLY;BYMONTHDAY=31', 'Every month on the 31st', 'Jeden Monat am 31.'],
  ['FREQ=MONTHLY;BYMONTHDAY=1,15', 'Every month on the 1st and the 15th', 'Jeden Monat am 1. und 15.'],
  ['FREQ=MONTHLY;BYMONTHDAY=-1', 'Every month on the last day', 'Jeden Monat am letzten Tag'],
  ['FREQ=MONTHLY;BYMONTHDAY=-2', 'Every month on the second to last day', 'Jeden Monat am vorletzten Tag'],
  ['FREQ=MONTHLY;BYDAY=-1FR', 'Every month on the last Friday', 'Jeden Monat am letzten Freitag'],
  ['FREQ=MONTHLY;INTERVAL=3;BYDAY=3FR', 'Every 3 months on the third Friday', 'Alle 3 Monate am dritten Freitag'],
  ['FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1', 'Every month on the last Friday', 'Jeden Monat am letzten Freitag'],
  [
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
    'Every month on the last weekday',
    'Jeden Monat am letzten Werktag',
  ],
  ['FREQ=YEARLY', 'Every year', 'Jedes Jahr'],
  ['FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24', 'Every year on December 24', 'Jedes Jahr am 24. Dezember'],
  [
    'FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
    'Every year on the last Sunday of October',
    'Jedes Jahr am letzten Sonntag im Oktober',
  ],
  ['FREQ=DAILY;COUNT=10', 'Every day, 10 times', 'Jeden Tag, 10-mal'],
  [
    'FREQ=WEEKLY;UNTIL=20261224;BYDAY=MO',
    'Every week on Monday, until Dec 24, 2026',
    'Jede Woche am Montag, bis 24.12.2026',
  ],
  ['FREQ=MONTHLY;RSCALE=GREGORIAN;SKIP=BACKWARD;BYMONTHDAY=31', 'Every month on the 31st', 'Jeden Monat am 31.'],
]

beforeAll(async () => {
  await chooseLanguage('de')
  await chooseLanguage('en')
})

test.each(cases)('%s', async (rule, en, de) => {
  await chooseLanguage('en')
  expect(recurrenceWords(rule, 'schedule', { t, language: 'en' })).toBe(en)
  await chooseLanguage('de')
  expect(recurrenceWords(rule, 'schedule', { t, language: 'de' })).toBe(de)
})

test('what counts from completion says so', async () => {
  await chooseLanguage('en')
  expect(recurrenceWords('FREQ=DAILY;INTERVAL=3', 'completion', { t, language: 'en' })).toBe(
    'Every 3 days after it is done',
  )
  await chooseLanguage('de')
  expect(recurrenceWords('FREQ=DAILY;INTERVAL=3', 'completion', { t, language: 'de' })).toBe(
    'Alle 3 Tage nach Erledigung',
  )
})

test.each([
  'FREQ=YEARLY;BYWEEKNO=20',
  'FREQ=YEARLY;BYYEARDAY=100',
  'FREQ=MONTHLY;BYDAY=MO,WE',
  'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13',
  'FREQ=DAILY;BYMONTH=7',
  'FREQ=HOURLY',
  'nonsense',
])('%s has no words, rather than wrong ones', rule => {
  expect(recurrenceWords(rule, null, { t, language: 'en' })).toBeNull()
})
