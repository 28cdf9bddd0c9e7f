import { Progress, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { get } from '@/api/call'
import { useAsk } from '@/data/ask'
import { numberText } from '@/i18n/format'

/** How far it is, as the server tells. */
export function ImportProgress({ id, total }: { id: string; total: number }) {
  const { t } = useTranslation()
  const { data } = useAsk(get('/api/v1/progress/{id}', { path: { id } }), { every: 500 })
  const done = data?.done ?? 0
  const all = data?.total ?? total
  const percent = all === 0 ? 0 : Math.round((done / all) * 100)
  return (
    <Stack gap={6} role="status">
      <Text size="sm">{t('import.progress', { done: numberText(done), total: numberText(all) })}</Text>
      <Progress value={percent} animated aria-label={t('import.progressLabel')} />
    </Stack>
  )
}
