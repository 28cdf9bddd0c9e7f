import { Skeleton, Stack, Text } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '@/data/me'
import { AskLine } from '@/features/assistant'
import { longDayText, today } from '@/i18n/format'
import { Page } from '@/ui/Page'
import { DueTasks } from './DueTasks'
import { SinceVisit } from './SinceVisit'
import { WaitingApprovals } from './WaitingApprovals'

const QuickAdd = lazy(async () => ({ default: (await import('@/features/tasks/quickAdd/QuickAdd')).QuickAdd }))

export function TodayPage() {
  const { t } = useTranslation()
  const mayAsk = useMay('run:agents')
  const mayWrite = useMay('write:tasks')
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
        {mayWrite && (
          <Suspense fallback={<Skeleton height={42} radius="md" />}>
            <QuickAdd />
          </Suspense>
        )}
        {mayReadJournal && <SinceVisit />}
      </Stack>
    </Page>
  )
}
