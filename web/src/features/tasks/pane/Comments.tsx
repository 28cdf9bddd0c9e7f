import { ActionIcon, Button, Menu, Text } from '@mantine/core'
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get, newId, patch, post, remove } from '@/api/call'
import type { Comment, Task } from '@/api/types'
import { usePages } from '@/data/ask'
import { useChange } from '@/data/change'
import { useSession } from '@/data/me'
import { agoText, momentText, numberText } from '@/i18n/format'
import { Markdown } from '@/ui/Markdown'
import { membersById, useMembers } from '../api'
import { Initials } from '../TaskRow'
import { CommentInput } from './CommentInput'
import { Section } from './Section'
import classes from './TaskPane.module.css'

const path = (task_id: string) => get('/api/v1/tasks/{task_id}/comments', { path: { task_id }, query: { limit: 50 } })
const below = (task_id: string) => path(task_id).path.split('?')[0]!

export function Comments({ task, readOnly }: { task: Task; readOnly: boolean }) {
  const { t } = useTranslation()
  const me = useSession()?.user.id
  const comments = usePages(path(task.id))
  const add = useChange<{ id: string; body: string; mention_ids: string[] }, Comment>({
    call: body => post('/api/v1/tasks/{task_id}/comments', { path: { task_id: task.id }, body }),
    shows: (shown, { id, body, mention_ids }) =>
      shown.add<Comment>(
        below(task.id),
        {
          id,
          task_id: task.id,
          body,
          mention_ids,
          created_by: me ?? '',
          created_at: new Date().toISOString(),
          edited_at: null,
          version: 0,
        },
        () => true,
      ),
    asks: [below(task.id)],
    says: () => t('pane.commentAdded'),
    offline: ({ id }) => ({ of: `comment:${id}` }),
  })
  return (
    <Section
      title={t('pane.comments')}
      aside={
        comments.items.length > 0 && (
          <Text size="xs" c="var(--quiet)">
            {numberText(comments.items.length)}
            {comments.hasNextPage && '+'}
          </Text>
        )
      }
    >
      {comments.hasNextPage && (
        <Button size="compact-sm" variant="subtle" onClick={() => void comments.fetchNextPage()}>
          {t('pane.older')}
        </Button>
      )}
      <ul className={classes.comments} aria-live="polite">
        {[...comments.items].reverse().map(comment => (
          <CommentRow key={comment.id} comment={comment} isOwn={comment.created_by === me && !readOnly} />
        ))}
      </ul>
      {!readOnly && (
        <CommentInput
          label={t('pane.writeComment')}
          send={t('pane.sendComment')}
          onSend={(body, mention_ids) => add.mutateAsync({ id: newId(), body, mention_ids })}
        />
      )}
    </Section>
  )
}

function CommentRow({ comment, isOwn }: { comment: Comment; isOwn: boolean }) {
  const { t } = useTranslation()
  const members = membersById(useMembers().data?.items)
  const [isEdited, setEdited] = useState(false)
  const name = members.get(comment.created_by)?.display_name ?? t('tasks.row.someone')
  const update = useChange<string, Comment>({
    call: body =>
      patch('/api/v1/comments/{comment_id}', {
        path: { comment_id: comment.id },
        body: { body },
        ifVersion: comment.version,
      }),
    shows: (shown, body) => shown.row<Comment>(below(comment.task_id), comment.id, row => ({ ...row, body })),
    asks: [below(comment.task_id)],
    says: () => t('pane.commentChanged'),
  })
  const away = useChange({
    call: () => remove('/api/v1/comments/{comment_id}', { path: { comment_id: comment.id } }),
    shows: shown => shown.row<Comment>(below(comment.task_id), comment.id, () => null),
    asks: [below(comment.task_id)],
    says: () => t('pane.commentDeleted'),
  })
  return (
    <li className={classes.commentRow} data-waits={comment.version === 0 || undefined}>
      <Initials name={name} />
      <div className={classes.commentBody}>
        <div className={classes.commentHead}>
          <Text component="span" size="sm" fw={600}>
            {name}
          </Text>
          <Text
            component="time"
            size="xs"
            c="var(--quiet)"
            dateTime={comment.created_at}
            title={momentText(comment.created_at)}
          >
            {agoText(comment.created_at)}
            {comment.edited_at && ` · ${t('pane.edited')}`}
          </Text>
          {isOwn && comment.version > 0 && !isEdited && (
            <Menu position="bottom-end">
              <Menu.Target>
                <ActionIcon variant="subtle" color="gray" size="sm" ml="auto" aria-label={t('pane.commentMenu')}>
                  <IconDots size={16} aria-hidden />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => setEdited(true)}>
                  {t('pane.edit')}
                </Menu.Item>
                <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} onClick={() => away.mutate()}>
                  {t('pane.delete')}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          )}
        </div>
        {isEdited ? (
          <CommentInput
            label={t('pane.editComment')}
            initial={comment.body}
            send={t('common.save')}
            onCancel={() => setEdited(false)}
            onSend={async body => {
              await update.mutateAsync(body)
              setEdited(false)
            }}
          />
        ) : (
          <Markdown text={comment.body} />
        )}
      </div>
    </li>
  )
}
