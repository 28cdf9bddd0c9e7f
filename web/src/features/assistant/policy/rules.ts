import type { components } from '@/api/types'

export type Rule = components['schemas']['ApprovalRuleView']

/** What a rule can be about, as people look for it: first the kinds, then what agents do most. */
export const targets = [
  '*',
  'write',
  'destructive',
  'outward',
  'add_task',
  'add_tasks',
  'update_task',
  'update_tasks',
  'complete_task',
  'complete_tasks',
  'delete_task',
  'move_task',
  'move_tasks',
  'import_tasks',
  'add_comment',
  'update_comment',
  'delete_comment',
  'add_project',
  'update_project',
  'archive_project',
  'delete_project',
  'share_project',
  'add_section',
  'delete_section',
  'add_label',
  'delete_label',
  'undo_change',
  'undo_changes',
] as const
