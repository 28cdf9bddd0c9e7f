import { Button } from '@mantine/core'
import { IconArrowDown } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './Chat.module.css'

export function ToNewest({ onClick }: { onClick: () => void }) {
  const { t } = useTranslation()
  return (
    <div className={classes.newest}>
      <Button
        variant="default"
        size="compact-md"
        radius="xl"
        leftSection={<IconArrowDown size={16} aria-hidden />}
        onClick={onClick}
      >
        {t('assistant.toNewest')}
      </Button>
    </div>
  )
}
