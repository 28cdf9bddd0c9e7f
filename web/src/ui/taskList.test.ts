import { expect, test } from 'vitest'
import { countBoxes, toggleBox } from './taskList'

const text = 'Buy\r\n- [ ] milk\n- [x] eggs\n  * [X] brown\n1. [ ] bread\n\n> - [ ] quoted\n'

test('the nth box is ticked, nothing else is touched', () => {
  expect(toggleBox(text, 0)).toBe(text.replace('[ ] milk', '[x] milk'))
  expect(toggleBox(text, 3)).toBe(text.replace('[ ] bread', '[x] bread'))
  expect(toggleBox(text, 4)).toBe(text.replace('[ ] quoted', '[x] quoted'))
})

test('a ticked box is freed, in whatever case its mark is', () => {
  expect(toggleBox(text, 1)).toBe(text.replace('[x] eggs', '[ ] eggs'))
  expect(toggleBox(text, 2)).toBe(text.replace('[X] brown', '[ ] brown'))
})

test('twice is as before', () => {
  expect(toggleBox(toggleBox(text, 0), 0)).toBe(text)
})

test('what stands in code is no box', () => {
  const code = '```\n- [ ] not me\n```\n~~~~\n~~~\n- [ ] nor me\n~~~~\n- [ ] me'
  expect(countBoxes(code)).toBe(1)
  expect(toggleBox(code, 0)).toBe(code.replace('- [ ] me', '- [x] me'))
})

test('a box that is not there changes nothing', () => {
  expect(toggleBox(text, 9)).toBe(text)
  expect(countBoxes('[ ] no list\n- [] no box\n- [ ]')).toBe(0)
})
