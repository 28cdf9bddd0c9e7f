import { Button, Menu } from '@mantine/core'
import { IconCheck, IconChevronDown } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Grouping } from '../list/filter'

type Props = { group: Grouping; among: readonly Grouping[]; onChange: (group: Grouping) => void }

export function GroupMenu({ group, among, onChange }: Props) {
  const { t } = useTranslation()
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          c="var(--mantine-color-text)"
          h={40}
          px="xs"
          fw={500}
          rightSection={<IconChevronDown size={15} aria-hidden />}
          aria-label={t('tasks.groupBy.name', { by: t(`tasks.groupBy.${group}`) })}
        >
          {t(`tasks.groupBy.${group}`)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('tasks.groupBy.label')}</Menu.Label>
        {among.map(one => (
          <Menu.Item
            key={one}
            onClick={() => onChange(one)}
            rightSection={one === group && <IconCheck size={15} aria-label={t('tasks.pick.chosen')} />}
          >
            {t(`tasks.groupBy.${one}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
