// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { markdownToHtml } from './markdownToHtml'
import { countBoxes } from './taskList'

const html = (text: string) => markdownToHtml(text, 'Box').html

test('what people write is shown as they mean it', () => {
  expect(html('**Bold** and `code`')).toBe('<p><strong>Bold</strong> and <code>code</code></p>\n')
  expect(html('## Title\n\n#### Below')).toBe('<h4>Title</h4><h5>Below</h5>')
})

test('HTML is text', () => {
  expect(html('<script>alert(1)</script>')).not.toContain('<script')
  expect(html('<img src=x onerror=alert(1)>')).not.toContain('<img')
  expect(html('a <b onclick="x()">b</b>')).not.toContain('<b')
})

test('an address that runs or hides something is no link', () => {
  for (const address of [
    'javascript:alert(1)',
    'data:text/html,x',
    'JaVaScRiPt:x',
    'vbscript:x',
    '/relative',
    '//host',
  ])
    expect(html(`[here](${address})`)).toBe('<p>here</p>\n')
})

test('a link opens elsewhere and tells nothing of here', () => {
  const made = html('[here](https://example.org/?a="b)')
  expect(made).toContain('rel="noopener noreferrer"')
  expect(made).toContain('target="_blank"')
})

test('a picture is a link, not loaded', () => {
  const made = html('![cat](https://example.org/cat.png)')
  expect(made).not.toContain('<img')
  expect(made).toContain('href="https://example.org/cat.png"')
  expect(made).toContain('>cat</a>')
})

test('boxes are counted as they are ticked', () => {
  const text = '- [ ] one\n  - [x] two\n\n> - [ ] three\n\n```\n- [ ] none\n```\n'
  const made = markdownToHtml(text, 'Box')
  expect(made.boxes).toBe(3)
  expect(countBoxes(text)).toBe(3)
  expect(made.html.match(/<input type="checkbox"/g)).toHaveLength(3)
  expect(made.html.match(/checked/g)).toHaveLength(1)
})

test('what no address is stays: where a list begins, what a link is called', () => {
  expect(html('3. three')).toContain('<ol start="3">')
  expect(html('[a](https://example.org "Title")')).toContain('title="Title"')
})
