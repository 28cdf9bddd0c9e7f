import { useMantineColorScheme } from '@mantine/core'
import {
  type Icon,
  IconArrowsExchange,
  IconKeyboard,
  IconLanguage,
  IconLogout,
  IconMoon,
  IconPlus,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { get } from '@/api/call'
import { useAsk } from '@/data/ask'
import { useMe, useSession } from '@/data/me'
import { chooseLanguage, type Language, language, languages } from '@/i18n'
import { schemes } from '@/ui/Choices'
import { modules } from '../modules'
import { showOverlay } from '../overlay'
import { usePlaces } from '../places'
import { useWays } from '../ways'
import type { Entry } from './match'

export type PaletteEntry = Entry & { icon: Icon; run: () => unknown; hint?: string | null }

/** All that can be done without asking the server. */
export function useEntries(): PaletteEntry[] {
  return [...usePages(), ...useDoing()]
}

function usePages(): PaletteEntry[] {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { data: me } = useMe()
  const below = modules
    .filter(module => !module.scope || me?.scopes.includes(module.scope))
    .flatMap(module => module.commands ?? [])
    .map(({ to, ...shown }) => ({ ...shown, path: to, keys: undefined }))
  return [...usePlaces(), ...below].map(({ path, label, icon, keys }) => ({
    id: `page ${path}`,
    group: 'shell.palette.pages',
    label: t(label),
    icon,
    hint: keys,
    run: () => navigate(path),
  }))
}

function useDoing(): PaletteEntry[] {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const now = useSession()
  const { data: me } = useMe()
  const { setColorScheme } = useMantineColorScheme()
  const { switchTo, signOut } = useWays()
  const { data: tenants } = useAsk(get('/api/v1/tenants'))
  const doing = (id: string, label: string, icon: Icon, run: () => unknown): PaletteEntry => ({
    id,
    group: 'shell.palette.doing',
    label,
    icon,
    run,
  })
  return [
    ...(me?.scopes.includes('write:tasks')
      ? [doing('addTask', t('shell.palette.addTask'), IconPlus, () => navigate('/tasks', { state: { adds: true } }))]
      : []),
    ...(tenants?.items ?? [])
      .filter(tenant => tenant.id !== now?.tenant.id)
      .map(({ id, name }) => doing(id, t('shell.palette.switch', { name }), IconArrowsExchange, () => switchTo(id))),
    doing('addTenant', t('shell.tenant.add'), IconPlus, () => showOverlay('addTenant')),
    ...schemes.map(scheme =>
      doing(scheme, t('shell.palette.theme', { name: t(`look.${scheme}`) }), IconMoon, () => setColorScheme(scheme)),
    ),
    ...Object.entries(languages)
      .filter(([one]) => one !== language())
      .map(([one, name]) =>
        doing(one, t('shell.palette.language', { name }), IconLanguage, () => chooseLanguage(one as Language)),
      ),
    doing('shortcuts', t('shell.shortcuts.title'), IconKeyboard, () => showOverlay('shortcuts')),
    doing('signOut', t('account.signOut'), IconLogout, signOut),
  ]
}
