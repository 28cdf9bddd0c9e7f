import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'

type Props = { pages: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown } }

export function MoreButton({ pages }: Props) {
  const { t } = useTranslation()
  if (!pages.hasNextPage) return null
  return (
    <Button variant="subtle" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
      {t('settings.more')}
    </Button>
  )
}
