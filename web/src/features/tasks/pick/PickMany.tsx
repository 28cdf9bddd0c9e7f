import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newId } from '@/api/call'
import { useAddLabel, useLabels, useMembers } from '../api'
import { Initials } from '../row/Initials'
import { ColorDot } from '../ui/ColorDot'
import { OptionList } from './OptionList'
import { ticking } from './ticks'

/** Told is how what is there by then changes. */
type Props = { given: readonly string[]; onClose: (ticked: ReturnType<typeof ticking>) => void }

/** What is ticked is told once, when the list is closed: one change rather than one for each tick. */
function useTicks({ given, onClose }: Props) {
  const [ticked, setTicked] = useState(given)
  const latest = useRef({ ticked, onClose })
  latest.current = { ticked, onClose }
  const [before] = useState(given)
  useEffect(
    () => () => {
      const { ticked, onClose } = latest.current
      if (ticked.length !== before.length || ticked.some(id => !before.includes(id))) onClose(ticking(before, ticked))
    },
    [before],
  )
  const tick = (id: string) => setTicked(now => (now.includes(id) ? now.filter(one => one !== id) : [...now, id]))
  return { ticked, tick }
}

export function PickLabels(props: Props) {
  const { t } = useTranslation()
  const { data } = useLabels()
  const add = useAddLabel()
  const { ticked, tick } = useTicks(props)
  return (
    <OptionList
      label={t('tasks.action.labels')}
      chosen={ticked}
      options={(data?.items ?? []).map(label => ({
        id: label.id,
        text: label.name,
        sign: <ColorDot color={label.color} />,
      }))}
      onPick={tick}
      onMake={name => {
        const id = newId()
        add.mutate({ id, name }, { onSuccess: () => tick(id) })
      }}
    />
  )
}

export function PickAssignees(props: Props) {
  const { t } = useTranslation()
  const { data } = useMembers()
  const { ticked, tick } = useTicks(props)
  return (
    <OptionList
      label={t('tasks.action.assignees')}
      chosen={ticked}
      options={(data?.items ?? []).map(member => ({
        id: member.user_id,
        text: member.display_name,
        sign: (
          <span aria-hidden>
            <Initials name={member.display_name} />
          </span>
        ),
      }))}
      onPick={tick}
    />
  )
}
