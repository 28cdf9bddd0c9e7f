import { ActionIcon, Menu } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconDots, IconPencil, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Section } from '@/api/types'
import { numberText } from '@/i18n/format'
import { useDeleteSection, useUpdateSection } from '../api'
import { Rename } from '../ui/Rename'
import classes from './Sections.module.css'

type Props = { section: Section; count: number; before?: Section; after?: Section }

export function SectionHeading({ section, count, before, after }: Props) {
  const { t } = useTranslation()
  const [edits, setEdits] = useState(false)
  const update = useUpdateSection()
  const remove = useDeleteSection()
  return (
    <div className={classes.heading}>
      {edits ? (
        <Rename
          label={t('tasks.section.name')}
          text={section.name}
          maxLength={200}
          onSave={name => update.mutate({ section, changes: { name } })}
          onClose={() => setEdits(false)}
        />
      ) : (
        <>
          <span>{section.name}</span>
          <span className={classes.count}>{numberText(count)}</span>
        </>
      )}
      <Menu position="bottom-end" shadow="md" withinPortal>
        <Menu.Target>
          <ActionIcon
            size={28}
            ml="auto"
            variant="subtle"
            color="gray"
            c="var(--quiet)"
            aria-label={t('tasks.section.menu', { name: section.name })}
          >
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => setEdits(true)}>
            {t('tasks.section.rename')}
          </Menu.Item>
          {before && (
            <Menu.Item
              leftSection={<IconArrowUp size={16} aria-hidden />}
              onClick={() => update.mutate({ section, changes: { before_id: before.id } })}
            >
              {t('tasks.section.up')}
            </Menu.Item>
          )}
          {after && (
            <Menu.Item
              leftSection={<IconArrowDown size={16} aria-hidden />}
              onClick={() => update.mutate({ section, changes: { after_id: after.id } })}
            >
              {t('tasks.section.down')}
            </Menu.Item>
          )}
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => remove.mutate(section)}
          >
            {t('tasks.section.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}
