import { Anchor, Button, Group, Skeleton, Text, Title } from '@mantine/core'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useAsk } from '@/data/ask'
import { useSession } from '@/data/me'
import { ChangeLine, changesCall, linkTo, undoneOf } from '@/features/journal'
import { agoText } from '@/i18n/format'
import { othersDid } from './others'
import classes from './Today.module.css'
import { useSince } from './visit'

const most = 6

/** What others and agents did since one was last here. */
export function SinceVisit() {
  const { t } = useTranslation()
  const me = useSession()?.user.id
  const { since, seen } = useSince()
  const { data } = useAsk(changesCall({ since: since ?? undefined }, 100), { enabled: typeof since === 'string' })
  const changes = othersDid(data?.items ?? [], me)
  if (!since || changes.length === 0) return null
  const undone = undoneOf(data?.items ?? [])
  return (
    <section aria-labelledby="since">
      <Group justify="space-between" wrap="nowrap" mb="xs">
        <Title order={2} size="h5" id="since">
          {t('today.since.title')}{' '}
          <Text span size="sm" c="var(--quiet)" fw={400}>
            {agoText(since)}
          </Text>
        </Title>
        <Button variant="subtle" size="compact-sm" onClick={seen}>
          {t('today.since.seen')}
        </Button>
      </Group>
      <ul className={classes.changes}>
        {changes.slice(0, most).map(change => (
          <li key={change.id}>
            <Suspense fallback={<Skeleton height={44} />}>
              <ChangeLine
                change={change}
                to={`/journal?change=${change.id}`}
                undoneBy={undone.get(change.id) ?? null}
              />
            </Suspense>
          </li>
        ))}
      </ul>
      {changes.length > most && (
        <Anchor component={Link} to={linkTo({ since })} size="sm" px="xs">
          {t('today.since.all', { count: changes.length - most })}
        </Anchor>
      )}
    </section>
  )
}
