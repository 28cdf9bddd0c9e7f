import { type CSSVariablesResolver, localStorageColorSchemeManager } from '@mantine/core'

/** Read by public/color-scheme.js, too. */
export const colorScheme = localStorageColorSchemeManager({ key: 'steward-color-scheme' })

/** Mantine's own grey for what is secondary is too faint for small text. */
const readable = { '--mantine-color-dimmed': 'var(--quiet)', '--mantine-color-placeholder': 'var(--quiet)' }
export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: readable, dark: readable })
