import i18next from 'i18next'

/** Names of the wire in the person's language: `add_task` is "Add task"; one that no language has yet is at least readable. */
export const operationText = (name: string): string => words('operation', name)
export const entityText = (name: string): string => words('entity', name)
export const fieldText = (name: string): string =>
  words(
    'field',
    name.replace(/_ids?$/, match => (match === '_ids' ? 's' : '')),
  )

/** A permission: `read:tasks`. */
export const scopeText = (scope: string): string => {
  const key = `scope.${scope.replaceAll(':', '_')}`
  return i18next.exists(key) ? String(i18next.t(key as never)) : scope
}

/** A value that is one of a few: `todo` of `status`. */
export const valueText = (field: string, value: string): string => {
  const key = `value.${field}.${value}`
  return i18next.exists(key) ? String(i18next.t(key as never)) : value
}

function words(kind: string, name: string): string {
  const key = `${kind}.${name}`
  if (i18next.exists(key)) return String(i18next.t(key as never))
  const readable = name.replaceAll('_', ' ')
  return readable.charAt(0).toUpperCase() + readable.slice(1)
}
