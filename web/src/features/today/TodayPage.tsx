import { Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useMay } from '@/data/me'
import { AskLine } from '@/features/assistant'
import { longDayText, today } from '@/i18n/format'
import { Page } from '@/ui/Page'
import { DueTasks } from './DueTasks'
import { SinceVisit } from './SinceVisit'
import { WaitingApprovals } from './WaitingApprovals'

export function TodayPage() {
  const { t } = useTranslation()
  const mayAsk = useMay('run:agents')
  const mayReadJournal = useMay('read:audit')
  return (
    <Page
      title={t('place.today')}
      aside={
        <Text size="sm" c="var(--quiet)" ta="end">
          {longDayText(today())}
        </Text>
      }
    >
      <Stack gap="lg">
        {mayAsk && <AskLine />}
        <WaitingApprovals />
        <DueTasks />
        {mayReadJournal && <SinceVisit />}
      </Stack>
    </Page>
  )
}
