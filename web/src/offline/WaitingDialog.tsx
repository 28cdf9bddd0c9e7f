import { Button, Group, Modal, Stack, Text, Title } from '@mantine/core'
import type { ParseKeys } from 'i18next'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '@/api/problem'
import { problemText } from '@/i18n/problems'
import { Decision } from './Decision'
import { tryAgain } from './decide'
import { fieldName, valueText } from './fieldText'
import { useQueue } from './queue'
import { Discard, What } from './What'
import { bodyOf, type Waiting } from './waiting'

/** What waits on this device: what a person has to decide, what could not be done, what will be sent. */
export function WaitingDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const items = useQueue()
  const of = (...states: Waiting['state'][]) => items.filter(({ state }) => states.includes(state))
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('offline.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="lg">
        {(items.length === 0 || of('waiting').length > 0) && (
          <Text size="sm" c="var(--quiet)" role="status">
            {items.length === 0 ? t('offline.none') : t('offline.lead')}
          </Text>
        )}
        <Part
          title="offline.group.decide"
          items={of('conflict', 'deleted')}
          show={item => <Decision waiting={item} />}
        />
        <Part title="offline.group.refused" items={of('refused')} show={item => <Refused waiting={item} />} />
        <Part title="offline.group.waiting" items={of('waiting')} show={item => <Waits waiting={item} />} />
      </Stack>
    </Modal>
  )
}

type GroupProps = { title: ParseKeys; items: Waiting[]; show: (waiting: Waiting) => ReactNode }

function Part({ title, items, show }: GroupProps) {
  const { t } = useTranslation()
  if (items.length === 0) return null
  return (
    <section>
      <Title order={3} size="h6" mb="xs">
        {t(title)}
      </Title>
      <Stack gap="md" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
        {items.map(item => (
          <li key={item.key}>{show(item)}</li>
        ))}
      </Stack>
    </section>
  )
}

function Waits({ waiting }: { waiting: Waiting }) {
  return (
    <Group justify="space-between" wrap="nowrap">
      <What waiting={waiting} />
      <Discard waiting={waiting} />
    </Group>
  )
}

function Refused({ waiting }: { waiting: Waiting }) {
  const { t } = useTranslation()
  const { problem } = waiting
  return (
    <Stack gap={4}>
      <What waiting={waiting} />
      {problem && (
        <Text size="sm" c="light-dark(var(--mantine-color-red-9), var(--mantine-color-red-3))">
          {problemText(new Problem({ ...problem, detail: problem.message })).detail}
        </Text>
      )}
      <Meant waiting={waiting} />
      <Group gap="xs">
        <Button size="compact-sm" variant="default" onClick={() => void tryAgain(waiting)}>
          {t('offline.tryAgain')}
        </Button>
        <Discard waiting={waiting} />
      </Group>
    </Stack>
  )
}

/** So that it can be done in another way. */
function Meant({ waiting }: { waiting: Waiting }) {
  const { t } = useTranslation()
  const fields = Object.entries(bodyOf(waiting)).filter(([name]) => name !== 'id')
  if (fields.length === 0) return null
  return (
    <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
      {t('offline.meant')}: {fields.map(([name, value]) => `${fieldName(name)}: ${valueText(name, value)}`).join(' · ')}
    </Text>
  )
}
