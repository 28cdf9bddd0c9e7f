import type { ReactNode } from 'react'
import { Link } from 'react-router'
import classes from './PlaceLine.module.css'

type Props = { to: string; sign: ReactNode; depth?: number; menu?: ReactNode; children: ReactNode }

/** A way to a project, view or label, with what is done with it. */
export const PlaceLine = ({ to, sign, depth = 0, menu, children }: Props) => (
  <li className={classes.line} style={{ paddingInlineStart: `${depth * 1.25}rem` }}>
    <Link to={to} className={classes.link}>
      {sign}
      <span className={classes.name}>{children}</span>
    </Link>
    {menu}
  </li>
)
