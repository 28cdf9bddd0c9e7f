import { expect, it } from 'vitest'
import { clientText } from './clientText'

it('names the browser and the system', () => {
  expect(clientText('Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36')).toBe(
    'Chrome, Linux',
  )
  expect(clientText('Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19 Safari/605.1')).toBe(
    'Safari, iOS',
  )
  expect(clientText('Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537 Edg/140')).toBe('Edge, Windows')
})
it('leaves another program its name', () => {
  expect(clientText('steward/0.1')).toBe('steward/0.1')
  expect(clientText(null)).toBeNull()
})
