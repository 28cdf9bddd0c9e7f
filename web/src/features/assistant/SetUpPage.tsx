import { Tabs } from '@mantine/core'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate } from 'react-router'
import { Page } from '@/ui/Page'
import { places } from './setUpPlaces'

type Props = { title: string; aside?: ReactNode; children: ReactNode }

/** The pages beside the conversations, one step from each other. */
export function SetUpPage({ title, aside, children }: Props) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const here = places.find(({ path }) => pathname.startsWith(path))?.path ?? ''
  const list = useRef<HTMLDivElement>(null)
  // On a phone not all of them have room.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the one that is chosen depends on the place.
  useEffect(() => {
    const chosen = list.current?.querySelector<HTMLElement>('[aria-selected="true"]')
    if (list.current && chosen) list.current.scrollLeft = chosen.offsetLeft - list.current.clientWidth / 3
  }, [here])
  return (
    <Page
      title={title}
      aside={aside}
      lead={
        <Tabs value={here} onChange={path => path && navigate(path)} activateTabWithKeyboard={false}>
          <Tabs.List ref={list} style={{ flexWrap: 'nowrap', overflowX: 'auto' }}>
            <Tabs.Tab value="/assistant">{t('assistant.places.chat')}</Tabs.Tab>
            {places.map(({ path, label }) => (
              <Tabs.Tab key={path} value={path}>
                {t(label)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </Tabs>
      }
    >
      {children}
    </Page>
  )
}
