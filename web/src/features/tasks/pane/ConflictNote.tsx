import { Alert, Button, Group, Text } from '@mantine/core'
import { IconArrowsSplit2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './TaskPane.module.css'
import type { DraftInHand } from './useDraft'

type Props = { draft: DraftInHand; theirs: string; canKeepBoth?: boolean }

/** Somebody else has changed what one is writing: theirs is here, one's own stands in the editor, and nothing is saved before one chooses. */
export function ConflictNote({ draft, theirs, canKeepBoth }: Props) {
  const { t } = useTranslation()
  if (!draft.isConflict) return null
  return (
    <Alert
      role="alert"
      color="yellow"
      variant="light"
      icon={<IconArrowsSplit2 size={18} />}
      title={t('pane.conflict.title')}
    >
      <Text size="xs" c="var(--quiet)">
        {t('pane.conflict.theirs')}
      </Text>
      <div className={classes.theirs}>{theirs || t('pane.conflict.nothing')}</div>
      <Group gap="xs" mt="xs">
        <Button size="compact-sm" onClick={draft.keepMine}>
          {t('pane.conflict.keepMine')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={draft.takeTheirs}>
          {t('pane.conflict.takeTheirs')}
        </Button>
        {canKeepBoth && (
          <Button size="compact-sm" variant="default" onClick={draft.keepBoth}>
            {t('pane.conflict.keepBoth')}
          </Button>
        )}
      </Group>
    </Alert>
  )
}
