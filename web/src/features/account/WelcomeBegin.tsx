import { Stack, Text, UnstyledButton } from '@mantine/core'
import { type Icon, IconFileImport, IconPlant2, IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { post } from '@/api/call'
import { useChange } from '@/data/change'
import { today } from '@/i18n/format'
import { exampleTasks } from './exampleTasks'
import classes from './WelcomeBegin.module.css'

type Props = { onImport: () => void; onEnd: () => void }

export function WelcomeBegin({ onImport, onEnd }: Props) {
  const { t } = useTranslation()
  const example = useChange({
    call: () =>
      post('/api/v1/tasks/imports', {
        body: { content: exampleTasks(t, today()), format: 'csv', name: t('welcome.example.project') },
      }),
    asks: ['/api/v1/'],
    says: () => t('welcome.example.said'),
  })
  const begin = async () => {
    if (await example.mutateAsync().catch(() => null)) onEnd()
  }
  return (
    <Stack gap="sm">
      <Way
        icon={IconFileImport}
        title={t('welcome.ways.import')}
        text={t('welcome.ways.importHint')}
        onClick={onImport}
      />
      <Way
        icon={IconPlant2}
        title={t('welcome.ways.example')}
        text={t('welcome.ways.exampleHint')}
        onClick={() => void begin()}
        isBusy={example.isPending}
      />
      <Way icon={IconPlus} title={t('welcome.ways.empty')} text={t('welcome.ways.emptyHint')} onClick={onEnd} />
    </Stack>
  )
}

type WayProps = { icon: Icon; title: string; text: string; onClick: () => void; isBusy?: boolean }

const Way = ({ icon: Sign, title, text, onClick, isBusy = false }: WayProps) => (
  <UnstyledButton className={classes.way} onClick={onClick} aria-busy={isBusy} disabled={isBusy}>
    <Sign size={24} stroke={1.6} aria-hidden className={classes.sign} />
    <span>
      <Text span fw={600} display="block">
        {title}
      </Text>
      <Text span size="sm" c="var(--quiet)" display="block">
        {text}
      </Text>
    </span>
  </UnstyledButton>
)
