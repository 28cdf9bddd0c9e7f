import { Group, Kbd, Text, UnstyledButton } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { showOverlay } from './overlay'
import classes from './SearchButton.module.css'
import { keyNames } from './shortcuts'

export function SearchButton() {
  const { t } = useTranslation()
  return (
    <UnstyledButton className={classes.search} onClick={() => showOverlay('palette')} aria-keyshortcuts="Control+K">
      <Group gap="xs" wrap="nowrap">
        <IconSearch size={16} stroke={1.7} aria-hidden />
        <Text size="sm">{t('shell.palette.open')}</Text>
      </Group>
      <Group gap={3} aria-hidden wrap="nowrap">
        {keyNames('mod+k')[0]?.map(key => (
          <Kbd key={key} size="xs">
            {key}
          </Kbd>
        ))}
      </Group>
    </UnstyledButton>
  )
}
