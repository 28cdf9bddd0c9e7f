import { t } from '@/i18n'

const known = ['rest', 'mcp', 'cli', 'live', 'open_ai', 'job'] as const

/** By which way it came: the app, a program over MCP, a schedule. */
export function surfaceText(surface: string): string {
  const one = known.find(name => name === surface)
  return one ? t(`journal.surface.${one}`) : surface
}
