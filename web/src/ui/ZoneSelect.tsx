import { Select } from '@mantine/core'
import { useMemo } from 'react'

type Props = {
  label: string
  description?: string
  value: string | null
  onChange: (zone: string | null) => void
  /** What null stands for, where it is a choice. */
  none?: string
  error?: string | undefined
  disabled?: boolean
}

/** IANA time zones, found by any part of the name. */
export function ZoneSelect({ none, value, onChange, ...rest }: Props) {
  const zones = useMemo(() => [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])], [])
  const known = value && !zones.includes(value) ? [value, ...zones] : zones
  const data = known.map(zone => ({ value: zone, label: zone.replaceAll('_', ' ') }))
  return (
    <Select
      {...rest}
      searchable
      limit={60}
      allowDeselect={false}
      maw={400}
      data={none ? [{ value: '', label: none }, ...data] : data}
      value={value ?? (none ? '' : null)}
      onChange={chosen => onChange(chosen || null)}
    />
  )
}
