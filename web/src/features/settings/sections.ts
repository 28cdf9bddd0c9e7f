import {
  type Icon,
  IconBuildingCommunity,
  IconCalendar,
  IconKey,
  IconServer,
  IconShieldLock,
  IconTransfer,
  IconUser,
  IconUsers,
} from '@tabler/icons-react'
import type { Me } from '@/api/types'

export type Section = { id: SectionId; icon: Icon; isFor?: (me: Me) => boolean }

export type SectionId = 'profile' | 'security' | 'members' | 'tenant' | 'calendar' | 'data' | 'keys' | 'system'

export const sections: readonly Section[] = [
  { id: 'profile', icon: IconUser },
  { id: 'security', icon: IconShieldLock },
  { id: 'tenant', icon: IconBuildingCommunity },
  { id: 'members', icon: IconUsers },
  { id: 'calendar', icon: IconCalendar, isFor: me => me.scopes.includes('read:tasks') },
  { id: 'data', icon: IconTransfer, isFor: me => me.scopes.includes('read:tasks') },
  { id: 'keys', icon: IconKey },
  { id: 'system', icon: IconServer, isFor: me => me.is_operator },
]

export const sectionsFor = (me: Me | undefined) => sections.filter(one => !one.isFor || (me && one.isFor(me)))
