import { Button, Group, Stack, Text } from '@mantine/core'
import { IconFilter, IconHistory } from '@tabler/icons-react'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { usePages } from '@/data/ask'
import { Empty } from '@/ui/Empty'
import { Page } from '@/ui/Page'
import { ProblemNote } from '@/ui/ProblemNote'
import { RowsComing } from '@/ui/Rows'
import { ChangePane } from './ChangePane'
import { changesCall, filtersOf } from './filters'
import { JournalFilters } from './JournalFilters'
import { JournalList } from './JournalList'
import { undoneOf } from './lines'
import { SelectionBar } from './SelectionBar'
import { UndoConflicts } from './UndoConflicts'
import { useSelection } from './useSelection'
import { useUndo } from './useUndo'

/** Everything that happened, by whom and on whose behalf, and the way back. */
export function JournalPage() {
  const { t } = useTranslation()
  const [query, setQuery] = useSearchParams()
  const filters = filtersOf(query)
  const filterCount = Object.keys(filters).length
  const [showsFilters, setShowsFilters] = useState(filterCount > 0)
  const pages = usePages(changesCall(filters), { keep: true })
  const selection = useSelection(pages.items)
  const undoing = useUndo()
  const openId = query.get('change')

  const pathOfChange = useCallback(
    (id: string) => {
      const next = new URLSearchParams(query)
      next.set('change', id)
      return `?${next}`
    },
    [query],
  )
  const close = () =>
    setQuery(
      now => {
        const next = new URLSearchParams(now)
        next.delete('change')
        return next
      },
      { preventScrollReset: true },
    )
  const undo = async (ids: readonly string[]) => {
    if (await undoing.undo(ids)) selection.clear()
  }
  return (
    <Page
      title={t('place.journal')}
      aside={
        <Button
          variant={showsFilters ? 'light' : 'subtle'}
          leftSection={<IconFilter size={16} aria-hidden />}
          aria-expanded={showsFilters}
          onClick={() => setShowsFilters(!showsFilters)}
        >
          {filterCount > 0 ? t('journal.filter.some', { count: filterCount }) : t('journal.filter.open')}
        </Button>
      }
      lead={showsFilters && <JournalFilters filters={filters} />}
    >
      <Stack gap="md">
        {pages.isPending && <RowsComing count={10} />}
        {pages.error && pages.items.length === 0 && <ProblemNote error={pages.error} again={pages.refetch} />}
        {pages.isSuccess && pages.items.length === 0 && (
          <Empty
            icon={IconHistory}
            title={t(filterCount > 0 ? 'journal.none.title' : 'journal.empty.title')}
            text={t(filterCount > 0 ? 'journal.none.text' : 'journal.empty.text')}
          >
            {filterCount > 0 && (
              <Button variant="light" onClick={() => setQuery({})}>
                {t('journal.filter.clear')}
              </Button>
            )}
          </Empty>
        )}
        {pages.items.length > 0 && (
          <JournalList
            changes={pages.items}
            pathOf={pathOfChange}
            isSelected={selection.has}
            onSelect={selection.toggle}
            more={pages.hasNextPage && !pages.isFetching ? () => void pages.fetchNextPage() : null}
          />
        )}
        {pages.isFetchingNextPage && <RowsComing count={3} />}
        {pages.isSuccess && pages.items.length > 0 && !pages.hasNextPage && (
          <Group justify="center" py="md">
            <Text size="sm" c="var(--quiet)">
              {t('journal.end')}
            </Text>
          </Group>
        )}
      </Stack>
      <SelectionBar
        count={selection.ids.length}
        isBusy={undoing.isPending}
        onUndo={() => void undo(selection.ids)}
        onClear={selection.clear}
      />
      {openId && (
        <ChangePane
          key={openId}
          changeId={openId}
          undoneBy={undoneOf(pages.items).get(openId) ?? null}
          isUndoing={undoing.isPending}
          onUndo={() => void undo([openId])}
          onClose={close}
        />
      )}
      {undoing.conflicts && <UndoConflicts conflicts={undoing.conflicts} onClose={undoing.forget} />}
    </Page>
  )
}
