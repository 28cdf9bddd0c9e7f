import { localStorageColorSchemeManager } from '@mantine/core'

/** Read by public/color-scheme.js, too. */
export const colorScheme = localStorageColorSchemeManager({ key: 'steward-color-scheme' })
