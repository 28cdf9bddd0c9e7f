import { Group, Kbd, Modal, Stack, Text, Title } from '@mantine/core'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { grouped } from '@/data/grouped'
import { keyNames, knownShortcuts, type Shortcut } from './shortcuts'

const general = 'shell.shortcuts.general'

export function ShortcutHelp({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const groups = grouped(knownShortcuts(), shortcut => shortcut.group ?? general)
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('shell.shortcuts.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      size="lg"
    >
      <Stack gap="lg">
        {[...groups].map(([group, shortcuts]) => (
          <section key={group}>
            <Title order={3} size="sm" mb="xs" c="var(--quiet)">
              {t(group)}
            </Title>
            <Stack gap={6} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
              {shortcuts.map(shortcut => (
                <Line key={`${shortcut.keys} ${shortcut.label}`} shortcut={shortcut} />
              ))}
            </Stack>
          </section>
        ))}
      </Stack>
    </Modal>
  )
}

function Line({ shortcut }: { shortcut: Shortcut }) {
  const { t } = useTranslation()
  return (
    <Group component="li" justify="space-between" wrap="nowrap">
      <Text size="sm">{t(shortcut.label)}</Text>
      <Keys keys={shortcut.keys} />
    </Group>
  )
}

function Keys({ keys }: { keys: string }) {
  const { t } = useTranslation()
  return (
    <Group gap={6} wrap="nowrap">
      {keyNames(keys).map((together, index) => (
        <Fragment key={together.join('+')}>
          {index > 0 && (
            <Text size="xs" c="var(--quiet)">
              {t('shell.shortcuts.then')}
            </Text>
          )}
          <Group gap={3} wrap="nowrap">
            {together.map(key => (
              <Kbd key={key}>{key}</Kbd>
            ))}
          </Group>
        </Fragment>
      ))}
    </Group>
  )
}
