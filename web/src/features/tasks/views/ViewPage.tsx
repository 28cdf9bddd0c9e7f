import { Button, Group } from '@mantine/core'
import { IconBookmark } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { useMe } from '@/data/me'
import { Empty } from '@/ui/Empty'
import { Page } from '@/ui/Page'
import { RowsComing } from '@/ui/Rows'
import { useUpdateView, useViews } from '../api'
import { useFilter } from '../filter/useFilter'
import { TasksSection } from '../list/TasksSection'
import { ViewMenu } from './ViewMenu'

/** A filter under a name; changed here, it can be kept. */
export function ViewPage() {
  const { t } = useTranslation()
  const { view_id } = useParams()
  const views = useViews()
  const { data: me } = useMe()
  const { filter, setFilter } = useFilter()
  const update = useUpdateView()
  const view = views.data?.items.find(one => one.id === view_id)
  if (!view)
    return (
      <Page title={t('tasks.views.all')}>
        {views.isPending ? <RowsComing /> : <Empty icon={IconBookmark} title={t('tasks.views.gone')} />}
      </Page>
    )
  const isMine = view.created_by === me?.user.id || me?.user.role === 'owner' || me?.user.role === 'admin'
  return (
    <Page title={view.name} aside={isMine && <ViewMenu view={view} size={36} />}>
      <TasksSection
        key={view.id}
        label={view.name}
        standard={view.filter}
        standardGroup="none"
        empty={<Empty icon={IconBookmark} title={t('tasks.views.empty')} text={t('tasks.views.emptyText')} />}
        aside={
          filter !== '' &&
          isMine && (
            <Group>
              <Button
                h={40}
                variant="light"
                onClick={() => update.mutate({ view, changes: { filter } }, { onSuccess: () => setFilter('') })}
              >
                {t('tasks.views.keep')}
              </Button>
            </Group>
          )
        }
      />
    </Page>
  )
}
