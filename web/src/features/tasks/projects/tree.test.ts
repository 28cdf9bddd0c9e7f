import { describe, expect, it } from 'vitest'
import type { Project } from '@/api/types'
import { inTree, withDescendants } from './tree'

const project = (id: string, parent_id: string | null = null, position = id) => ({ id, parent_id, position }) as Project
const shown = (projects: Project[], closed: string[] = []) =>
  inTree(projects, id => closed.includes(id)).map(({ project, depth }) => '-'.repeat(depth) + project.id)

describe('The tree of projects', () => {
  it('puts each below its parent, in their order', () =>
    expect(shown([project('b'), project('c', 'a'), project('a'), project('d', 'c')])).toEqual(['a', '-c', '--d', 'b']))
  it('hides what stands in one that is closed', () =>
    expect(shown([project('a'), project('b', 'a')], ['a'])).toEqual(['a']))
  it('shows one whose parent is not seen', () => expect(shown([project('a', 'hidden')])).toEqual(['a']))
})

it('A project cannot be moved into what stands in it', () =>
  expect(withDescendants([project('a'), project('b', 'a'), project('c', 'b'), project('d')], 'a')).toEqual([
    'a',
    'b',
    'c',
  ]))
