import { Button, Group, Radio, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '@/data/me'
import { type Names, useNames } from '@/data/names'
import { agoText } from '@/i18n/format'
import { type Choices, decide, restoreAndApply } from './decide'
import { fieldName, valueText } from './fieldText'
import { queue } from './queue'
import { Discard, What } from './What'
import { bodyOf, type Waiting } from './waiting'

/** Both sides of what two have changed, and the person's choice; or what to do with a row that is in the trash. */
export function Decision({ waiting }: { waiting: Waiting }) {
  const { t } = useTranslation()
  return (
    <Stack gap="xs">
      <What waiting={waiting} />
      {waiting.state === 'deleted' ? (
        <>
          <Text size="sm">{t('offline.deleted')}</Text>
          <Group gap="xs">
            <Button size="compact-sm" onClick={() => void restoreAndApply(waiting)}>
              {t('offline.restore')}
            </Button>
            <Discard waiting={waiting} />
          </Group>
        </>
      ) : (
        <Conflict waiting={waiting} />
      )}
    </Stack>
  )
}

function Conflict({ waiting }: { waiting: Waiting }) {
  const { t } = useTranslation()
  const theirs = waiting.theirs!
  const names = useNames()
  const by = useBy(waiting, names)
  const [choices, choose] = useState<Choices>({})
  const isDecided = theirs.fields.every(name => choices[name])
  const ago = theirs.at ? agoText(theirs.at) : ''
  return (
    <>
      <Text size="sm">{by ? t('offline.conflict', { by, ago }) : t('offline.conflictUnknown', { ago })}</Text>
      {theirs.fields.map(name => (
        <Field
          key={name}
          name={name}
          mine={bodyOf(waiting)[name]}
          theirs={theirs.row[name]}
          names={names}
          choice={choices[name]}
          onChoose={choice => choose({ ...choices, [name]: choice })}
        />
      ))}
      <Group gap="xs">
        <Button size="compact-sm" disabled={!isDecided} onClick={() => void decide(waiting, choices)}>
          {t('offline.apply')}
        </Button>
        <Button size="compact-sm" variant="subtle" color="red" onClick={() => void queue.discard(waiting.key)}>
          {t('offline.drop')}
        </Button>
      </Group>
    </>
  )
}

type FieldProps = {
  name: string
  mine: unknown
  theirs: unknown
  names: Names
  choice: Choices[string] | undefined
  onChoose: (choice: Choices[string]) => void
}

function Field({ name, mine, theirs, names, choice, onChoose }: FieldProps) {
  const { t } = useTranslation()
  const isLong = name === 'notes' || name === 'text' || name === 'description'
  const keep = (value: string) =>
    onChoose(
      value === 'both'
        ? { keep: 'both', value: `${mine ?? ''}\n\n${theirs ?? ''}` }
        : { keep: value as 'mine' | 'theirs' },
    )
  return (
    <Radio.Group label={fieldName(name)} value={choice?.keep ?? ''} onChange={keep}>
      <Stack gap="xs" mt={4}>
        <Radio value="mine" label={<Side side={t('offline.mine')} text={valueText(name, mine, names)} />} />
        <Radio value="theirs" label={<Side side={t('offline.theirs')} text={valueText(name, theirs, names)} />} />
        {isLong && <Radio value="both" label={t('offline.both')} />}
        {choice?.keep === 'both' && (
          <Textarea
            aria-label={t('offline.bothLabel')}
            autosize
            maxRows={12}
            value={String(choice.value)}
            onChange={event => onChoose({ keep: 'both', value: event.currentTarget.value })}
          />
        )}
      </Stack>
    </Radio.Group>
  )
}

const Side = ({ side, text }: { side: string; text: string }) => (
  <span style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
    <b>{side}:</b> {text}
  </span>
)

function useBy({ theirs }: Waiting, names: Names): string | null {
  const { t } = useTranslation()
  const me = useSession()
  if (theirs?.agent) return t('offline.agent', { name: theirs.agent })
  if (!theirs?.by) return null
  return theirs.by === me?.user.id ? t('offline.you') : (names.get(theirs.by) ?? t('offline.somebody'))
}
