import { expect, test } from 'vitest'
import { minutesText, readMinutes } from './minutes'

test.each([
  ['90', 90],
  ['45min', 45],
  ['45 Minuten', 45],
  ['1h30', 90],
  ['1h 30min', 90],
  ['1:05', 65],
  ['1,5 h', 90],
  ['2 hours', 120],
  ['3 Std', 180],
  ['', null],
  ['0', null],
  ['soon', null],
  ['9999999', null],
  ['-5', null],
])('%s', (text, minutes) => {
  expect(readMinutes(text)).toBe(minutes)
})

test('what it says can be read again', () => {
  expect(minutesText(90, 'en')).toBe('1 hr 30 min')
  expect(minutesText(60, 'de')).toBe('1 Std.')
  expect(minutesText(30, 'de')).toBe('30 Min.')
  for (const minutes of [1, 30, 60, 90, 1439])
    for (const language of ['en', 'de']) expect(readMinutes(minutesText(minutes, language))).toBe(minutes)
})
