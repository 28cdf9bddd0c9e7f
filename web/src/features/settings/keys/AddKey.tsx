import { Button, Checkbox, Fieldset, Group, NativeSelect, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { post } from '@/api/call'
import { asProblem } from '@/api/problem'
import { useChange } from '@/data/change'
import { useMe } from '@/data/me'
import { faultsOf } from '@/i18n/problems'
import { scopeText } from '@/i18n/words'
import { ProblemNote } from '@/ui/ProblemNote'
import { endOf, lives, ownGroups } from './scopes'

/** For a program: with some of one's own rights, for a time. */
export function AddKey({ onDone }: { onDone: (key: string | null) => void }) {
  const { t } = useTranslation()
  const { data: me } = useMe()
  const [name, setName] = useState('')
  const [days, setDays] = useState<number>(90)
  const [scopes, setScopes] = useState<readonly string[]>([])
  const add = useChange({
    call: (given: { name: string; days: number; scopes: readonly string[] }) =>
      post('/api/v1/api_keys', {
        body: { name: given.name, scopes: [...given.scopes], expires_at: endOf(given.days) },
      }),
    asks: ['/api/v1/api_keys'],
    quiet: true,
  })
  const faults = add.error ? faultsOf(asProblem(add.error)) : {}
  const toggle = (some: readonly string[], on: boolean) =>
    setScopes(now => (on ? [...new Set([...now, ...some])] : now.filter(one => !some.includes(one))))
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const answer = await add.mutateAsync({ name, days, scopes }).catch(() => null)
    if (answer?.data) onDone(answer.data.key)
  }
  return (
    <form onSubmit={submit}>
      <Stack mb="lg">
        {add.error && !faults.name && <ProblemNote error={add.error} />}
        <Group align="start">
          <TextInput
            label={t('settings.keys.name')}
            placeholder={t('settings.keys.nameExample')}
            required
            autoFocus
            maxLength={100}
            error={faults.name}
            value={name}
            onChange={event => setName(event.currentTarget.value)}
            flex="1 1 14rem"
          />
          <NativeSelect
            label={t('settings.keys.life')}
            data={lives.map(value => ({ value: String(value), label: t('settings.keys.days', { count: value }) }))}
            value={String(days)}
            onChange={event => setDays(Number(event.currentTarget.value))}
          />
        </Group>
        <Fieldset legend={t('settings.keys.may')} variant="unstyled">
          <SimpleGrid cols={{ base: 1, sm: 2 }} verticalSpacing="md" mt="xs">
            {ownGroups(me?.scopes ?? []).map(({ group, scopes: some }) => {
              const chosen = some.filter(one => scopes.includes(one)).length
              return (
                <Stack key={group} gap={6}>
                  <Checkbox
                    label={t(`settings.keys.group.${group}`)}
                    fw={600}
                    checked={chosen === some.length}
                    indeterminate={chosen > 0 && chosen < some.length}
                    onChange={event => toggle(some, event.currentTarget.checked)}
                  />
                  {some.map(scope => (
                    <Checkbox
                      key={scope}
                      ml="lg"
                      size="sm"
                      label={scopeText(scope)}
                      checked={scopes.includes(scope)}
                      onChange={event => toggle([scope], event.currentTarget.checked)}
                    />
                  ))}
                </Stack>
              )
            })}
          </SimpleGrid>
        </Fieldset>
        <Group justify="end">
          <Button variant="default" onClick={() => onDone(null)}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={scopes.length === 0} loading={add.isPending}>
            {t('settings.keys.make')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
