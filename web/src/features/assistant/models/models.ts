import type { components } from '@/api/types'

export type Model = components['schemas']['ModelProviderView']
export type Limits = components['schemas']['RunLimitsView']

export type ModelFields = {
  name: string
  kind: Model['kind']
  url: string
  model: string
  /** Empty: it stays as it is. */
  key: string
  /** In dollars for a million tokens; empty: unknown. */
  input: number | ''
  output: number | ''
  context: number | ''
  atOnce: number
  size: Model['size'] | ''
}

export const addresses = {
  openai: [
    'https://api.openai.com/v1',
    'https://generativelanguage.googleapis.com/v1beta/openai',
    'http://localhost:11434/v1',
  ],
  anthropic: ['https://api.anthropic.com'],
} as const

export const fieldsOf = (model: Model | null): ModelFields => ({
  name: model?.name ?? '',
  kind: model?.kind ?? 'openai',
  url: model?.url ?? '',
  model: model?.model ?? '',
  key: '',
  input: dollars(model?.input_price),
  output: dollars(model?.output_price),
  context: model?.context_tokens ?? '',
  atOnce: model?.at_once ?? 4,
  size: model?.size ?? '',
})

/** On the wire prices are whole millionths of a dollar. */
export const bodyOf = (fields: ModelFields) => ({
  name: fields.name.trim(),
  url: fields.url.trim(),
  model: fields.model.trim(),
  input_price: millionths(fields.input),
  output_price: millionths(fields.output),
  context_tokens: fields.context === '' ? null : fields.context,
  at_once: fields.atOnce,
  size: fields.size === '' ? null : fields.size,
  ...(fields.key === '' ? {} : { key: fields.key }),
})

const dollars = (price: number | null | undefined): number | '' =>
  price === null || price === undefined ? '' : price / 1_000_000
const millionths = (price: number | ''): number | null => (price === '' ? null : Math.round(price * 1_000_000))
