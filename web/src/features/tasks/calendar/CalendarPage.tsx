import { useMediaQuery } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { Page } from '@/ui/Page'
import { ProblemNote } from '@/ui/ProblemNote'
import { useProject } from '../api'
import { useFilter } from '../filter/useFilter'
import { ViewSwitch } from '../head/ViewSwitch'
import { splitOrder } from '../list/filter'
import { Agenda } from './Agenda'
import { CalendarHead } from './CalendarHead'
import { DayTable } from './DayTable'
import { MoreNote } from './MoreNote'
import { useEntries } from './useEntries'
import { useSpan } from './useSpan'

/** What is due on which day, of all tasks or of the project that the address names. */
export function CalendarPage() {
  const { t } = useTranslation()
  const { project_id } = useParams()
  const project = useProject(project_id ?? '', { enabled: project_id !== undefined })
  return (
    <Page title={project.data?.name ?? t('calendar.title')} width="100%" aside={<ViewSwitch />}>
      {project.error ? (
        <ProblemNote error={project.error} again={project.refetch} />
      ) : (
        <Calendar project_id={project_id} />
      )}
    </Page>
  )
}

function Calendar({ project_id }: { project_id: string | undefined }) {
  const isPhone = useMediaQuery('(max-width: 47.99em)', false, { getInitialValueInEffect: false })
  const span = useSpan()
  const { condition } = splitOrder(useFilter().filter)
  const entries = useEntries({ from: span.from, until: span.until, project_id, condition })
  return (
    <>
      <CalendarHead span={span} isPhone={isPhone ?? false} />
      {entries.error && <ProblemNote error={entries.error} again={entries.refetch} />}
      {isPhone ? (
        <Agenda span={span} days={entries.days} isPending={entries.isPending} project_id={project_id} />
      ) : (
        <DayTable span={span} days={entries.days} project_id={project_id} />
      )}
      {entries.hasNextPage && <MoreNote more={entries.fetchNextPage} isComing={entries.isFetchingNextPage} />}
    </>
  )
}
