import { Popover, Text, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './TaskPane.module.css'

type Props = {
  icon: Icon
  label: string
  /** What it is; null: nothing yet. */
  value: string | null
  shown?: ReactNode | false
  tone?: 'late' | 'today'
  readOnly: boolean
  width?: number | 'max-content'
  children: (close: () => void) => ReactNode
}

/** One line of what a task has: its name, its value, and behind the value what changes it. */
export function Property({ icon: Sign, label, value, shown, tone, readOnly, width = 300, children }: Props) {
  const { t } = useTranslation()
  const [opened, { toggle, close }] = useDisclosure(false)
  const content = shown || value || (readOnly ? t('pane.none') : t('pane.add'))
  return (
    <div className={classes.property} data-empty={value === null || undefined}>
      <Text component="span" size="sm" c="var(--quiet)" className={classes.propertyName}>
        <Sign size={16} stroke={1.7} aria-hidden />
        {label}
      </Text>
      {readOnly ? (
        <span className={classes.value}>{content}</span>
      ) : (
        <Popover
          opened={opened}
          onChange={close}
          width={width}
          position="bottom-start"
          trapFocus
          returnFocus
          shadow="md"
          withinPortal
        >
          <Popover.Target>
            <UnstyledButton
              className={classes.value}
              data-tone={tone}
              aria-label={`${label}: ${value ?? t('pane.add')}`}
              onClick={toggle}
            >
              {content}
            </UnstyledButton>
          </Popover.Target>
          <Popover.Dropdown p="sm">{children(close)}</Popover.Dropdown>
        </Popover>
      )}
    </div>
  )
}
