import { useEffect, useMemo } from 'react'
import { useNavigate } from 'react-router'
import { undoLatest } from '@/ui/say'
import { showOverlay } from './overlay'
import { usePlaces } from './places'
import { type Shortcut, startShortcuts, useShortcuts } from './shortcuts'

const everywhere: Shortcut[] = [
  { keys: 'mod+k', label: 'shell.shortcuts.palette', inInputs: true, run: () => showOverlay('palette') },
  { keys: '?', label: 'shell.shortcuts.help', run: () => showOverlay('shortcuts') },
  { keys: 'mod+z', label: 'shell.shortcuts.undo', run: () => void undoLatest() },
]

/** What the keys do on every page. Pages and features add theirs. */
export function useShellShortcuts() {
  const navigate = useNavigate()
  const places = usePlaces()
  useEffect(startShortcuts, [])
  useShortcuts(everywhere)
  const go = useMemo<Shortcut[]>(
    () =>
      places.flatMap(({ path, label, keys }) =>
        keys ? [{ keys, label, group: 'shell.shortcuts.go', run: () => void navigate(path) }] : [],
      ),
    [places, navigate],
  )
  useShortcuts(go)
}
