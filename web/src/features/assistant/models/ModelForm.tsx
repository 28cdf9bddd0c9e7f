import {
  Autocomplete,
  Button,
  Group,
  Modal,
  NumberInput,
  PasswordInput,
  SegmentedControl,
  Select,
  Stack,
  TextInput,
} from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { patch, post } from '@/api/call'
import { asProblem } from '@/api/problem'
import { useChange } from '@/data/change'
import { faultsOf } from '@/i18n/problems'
import { fieldText } from '@/i18n/words'
import { ProblemNote } from '@/ui/ProblemNote'
import { addresses, bodyOf, fieldsOf, type Model, type ModelFields } from './models'

type Props = { model: Model | null; isOpen: boolean; close: () => void }

/** A model is added or changed. */
export function ModelForm({ model, isOpen, close }: Props) {
  const { t } = useTranslation()
  return (
    <Modal
      opened={isOpen}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      onClose={close}
      title={model ? t('assistant.models.edit', { name: model.name }) : t('assistant.models.add')}
    >
      <Form model={model} close={close} />
    </Modal>
  )
}

/** Its key is only ever written. */
function Form({ model, close }: { model: Model | null; close: () => void }) {
  const { t } = useTranslation()
  const [fields, setFields] = useState<ModelFields>(() => fieldsOf(model))
  const set = (changed: Partial<ModelFields>) => setFields(now => ({ ...now, ...changed }))
  const save = useChange<void, unknown>({
    call: () =>
      model
        ? patch('/api/v1/model_providers/{model_provider_id}', {
            path: { model_provider_id: model.id! },
            body: bodyOf(fields),
            ifVersion: model.version ?? undefined,
          })
        : post('/api/v1/model_providers', { body: { ...bodyOf(fields), kind: fields.kind } }),
    asks: ['/api/v1/model_providers'],
    says: () => t(model ? 'assistant.models.changed' : 'assistant.models.added', { name: fields.name }),
    quiet: true,
  })
  const faults = save.error ? faultsOf(asProblem(save.error)) : {}
  const number = (value: string | number): number | '' => (value === '' ? '' : Number(value))
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        save.mutate(undefined, { onSuccess: close })
      }}
    >
      <Stack>
        {!model && (
          <SegmentedControl
            aria-label={t('assistant.models.kind')}
            value={fields.kind}
            onChange={kind => set({ kind: kind as Model['kind'] })}
            data={[
              { value: 'openai', label: t('assistant.models.openai') },
              { value: 'anthropic', label: t('assistant.models.anthropic') },
            ]}
          />
        )}
        <TextInput
          label={fieldText('name')}
          description={t('assistant.models.nameHint')}
          required
          data-autofocus
          maxLength={60}
          value={fields.name}
          error={faults.name}
          onChange={event => set({ name: event.currentTarget.value })}
        />
        <Autocomplete
          label={fieldText('url')}
          required
          data={[...addresses[fields.kind]]}
          value={fields.url}
          error={faults.url}
          onChange={url => set({ url })}
        />
        <TextInput
          label={t('assistant.models.model')}
          description={t('assistant.models.modelHint')}
          required
          value={fields.model}
          error={faults.model}
          onChange={event => set({ model: event.currentTarget.value })}
        />
        <PasswordInput
          label={t('assistant.models.key')}
          description={t(model?.has_key ? 'assistant.models.keyKept' : 'assistant.models.keyNew')}
          autoComplete="off"
          value={fields.key}
          error={faults.key}
          onChange={event => set({ key: event.currentTarget.value })}
        />
        <Group grow align="end">
          <NumberInput
            label={t('assistant.models.input')}
            prefix="$"
            min={0}
            max={1000}
            decimalScale={6}
            value={fields.input}
            error={faults.input_price}
            onChange={value => set({ input: number(value) })}
          />
          <NumberInput
            label={t('assistant.models.output')}
            prefix="$"
            min={0}
            max={1000}
            decimalScale={6}
            value={fields.output}
            error={faults.output_price}
            onChange={value => set({ output: number(value) })}
          />
        </Group>
        <Group grow align="end">
          <NumberInput
            label={t('assistant.models.context')}
            min={1000}
            thousandSeparator
            value={fields.context}
            error={faults.context_tokens}
            onChange={value => set({ context: number(value) })}
          />
          <NumberInput
            label={t('assistant.models.atOnce')}
            min={1}
            max={1000}
            value={fields.atOnce}
            error={faults.at_once}
            onChange={value => set({ atOnce: Number(value) || 1 })}
          />
        </Group>
        <Select
          label={t('assistant.models.class')}
          data={[
            { value: '', label: t('assistant.models.size.byName') },
            ...(['small', 'medium', 'large'] as const).map(value => ({
              value,
              label: t(`assistant.models.size.${value}`),
            })),
          ]}
          allowDeselect={false}
          value={fields.size}
          onChange={size => set({ size: (size ?? '') as ModelFields['size'] })}
        />
        {save.error && Object.keys(faults).length === 0 && <ProblemNote error={save.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
