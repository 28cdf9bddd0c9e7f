import { useTranslation } from 'react-i18next'
import { colors } from './colors'
import classes from './PickColor.module.css'

type Props = { label: string; name: string; color: string | null; onPick: (color: string) => void }

/** Radio buttons, so that arrows move among them. */
export function PickColor({ label, name, color, onPick }: Props) {
  const { t } = useTranslation()
  return (
    <fieldset className={classes.colors}>
      <legend>{label}</legend>
      {colors.map((one, index) => (
        <input
          key={one}
          type="radio"
          name={name}
          value={one}
          aria-label={t(`tasks.color.${index as 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10}`)}
          checked={color === one}
          style={{ background: one }}
          onChange={() => onPick(one)}
        />
      ))}
    </fieldset>
  )
}
