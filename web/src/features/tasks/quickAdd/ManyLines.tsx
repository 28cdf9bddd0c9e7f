import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNote } from '@/ui/ProblemNote'
import { RowsComing } from '@/ui/Rows'
import classes from './QuickAdd.module.css'
import { linesOf } from './spans'
import { Understood } from './Understood'
import { usePreview } from './usePreview'
import { useAddLines } from './useQuickAdd'

type Props = { text: string; project_id?: string; onClose: () => void }

/** What was pasted as several lines is shown before it is added. */
export function ManyLines({ text, project_id, onClose }: Props) {
  const { t } = useTranslation()
  const { preview, error } = usePreview(text, project_id)
  const add = useAddLines(project_id)
  const [refused, setRefused] = useState<unknown>(null)
  const [isAdding, setAdding] = useState(false)
  const count = preview?.items.length ?? linesOf(text).length
  const submit = async () => {
    setAdding(true)
    const failed = await add(text, preview?.items.map(item => item.task) ?? [])
    setAdding(false)
    if (failed) setRefused(failed)
    else onClose()
  }
  const problem = refused ?? error
  return (
    <section
      className={classes.many}
      aria-label={t('tasks.quick.many', { count })}
      onKeyDown={event => {
        if (event.key === 'Escape') {
          event.stopPropagation()
          onClose()
        }
      }}
    >
      <Text fw={600} size="sm">
        {t('tasks.quick.many', { count })}
      </Text>
      {problem ? <ProblemNote error={problem} /> : !preview && <RowsComing count={3} height={24} />}
      {preview && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be scrolled by keys, too.
        <ul className={classes.lines} tabIndex={0} aria-label={t('tasks.quick.lines')}>
          {preview.items.map(item => (
            <li key={item.line} style={item.task.parent_id ? { paddingInlineStart: '1.5rem' } : undefined}>
              <span>{item.title}</span>
              <Understood spans={item.spans} unresolved={item.unresolved} />
            </li>
          ))}
        </ul>
      )}
      <Group gap="xs" mt="xs">
        <Button data-autofocus autoFocus loading={isAdding} disabled={Boolean(error)} onClick={() => void submit()}>
          {t('tasks.quick.addMany', { count })}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </Group>
    </section>
  )
}
