import { expect, it } from 'vitest'
import { blocksOf } from './blocks'

it('paragraphs stand for themselves', () => {
  expect(blocksOf('One.\n\nTwo.\nmore\n\n# Three')).toEqual(['One.\n', 'Two.\nmore\n', '# Three'])
  expect(blocksOf('')).toEqual([])
})

it('code and lists stay whole', () => {
  expect(blocksOf('```\na\n\nb\n```\n\nafter')).toEqual(['```\na\n\nb\n```\n', 'after'])
  expect(blocksOf('- a\n\n- b\n\n  c\n\n1. d')).toHaveLength(1)
})

it('what stood before stays as it was while the text grows', () => {
  const text = 'One.\n\n- a\n- b\n\nTwo.\n\n```\ncode\n\nmore\n```\n\nThree.'
  let before: string[] = []
  for (let end = 1; end <= text.length; end++) {
    const now = blocksOf(text.slice(0, end))
    expect(now.slice(0, before.length - 1)).toEqual(before.slice(0, -1))
    before = now
  }
})
