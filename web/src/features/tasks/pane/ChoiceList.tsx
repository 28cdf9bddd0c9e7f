import { UnstyledButton } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { ColorDot } from '../ui/ColorDot'
import classes from './TaskPane.module.css'

export type Choice = { id: string; name: string; color?: string | null }

type Props = { choices: readonly Choice[]; chosen: string | null; onPick: (id: string) => void }

export const ChoiceList = ({ choices, chosen, onPick }: Props) => (
  <>
    {choices.map(choice => (
      <UnstyledButton
        key={choice.id}
        className={classes.choice}
        aria-pressed={choice.id === chosen}
        onClick={() => onPick(choice.id)}
      >
        {choice.color !== undefined && <ColorDot color={choice.color} />}
        <span className={classes.choiceName}>{choice.name}</span>
        {choice.id === chosen && <IconCheck size={16} aria-hidden />}
      </UnstyledButton>
    ))}
  </>
)
