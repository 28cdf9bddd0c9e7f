import { Anchor, Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useNames } from '@/data/names'
import { pathOf } from '@/data/paths'
import { entityText } from '@/i18n/words'
import { linkTo } from './filters'
import type { Conflict } from './useUndo'

const reasons = ['changed_since', 'deleted_since', 'has_dependents', 'forgotten', 'secret_forgotten'] as const
const isKnown = (reason: string): reason is (typeof reasons)[number] => reasons.includes(reason as never)

/** Why nothing was undone, row by row, with the ways to mend it. */
export function UndoConflicts({ conflicts, onClose }: { conflicts: readonly Conflict[]; onClose: () => void }) {
  const { t } = useTranslation()
  const names = useNames()
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('journal.conflicts.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      size="lg"
    >
      <Stack>
        <Text size="sm">{t('journal.conflicts.detail')}</Text>
        <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
          {conflicts.map(({ entity, id, reason, message }) => {
            const path = reason === 'deleted_since' ? null : pathOf(entity, id)
            const name = names.get(id) ?? /'(.+)'/.exec(message)?.[1]
            return (
              <li key={`${entity} ${id} ${reason}`}>
                <Text size="sm" fw={600}>
                  {entityText(entity)} {name}
                </Text>
                <Text size="sm" c="var(--quiet)">
                  {isKnown(reason) ? t(`journal.conflicts.reason.${reason}`) : message}
                </Text>
                <Group gap="md">
                  <Anchor component={Link} to={linkTo({ entity, id })} size="sm" onClick={onClose}>
                    {t('journal.conflicts.since')}
                  </Anchor>
                  {path && (
                    <Anchor component={Link} to={path} size="sm" onClick={onClose}>
                      {t('journal.conflicts.open')}
                    </Anchor>
                  )}
                </Group>
              </li>
            )
          })}
        </Stack>
        <Button variant="default" onClick={onClose} style={{ alignSelf: 'end' }}>
          {t('common.close')}
        </Button>
      </Stack>
    </Modal>
  )
}
