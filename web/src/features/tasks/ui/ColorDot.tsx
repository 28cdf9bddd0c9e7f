import classes from './ColorDot.module.css'

/** A project's or label's colour; beside its name, never instead of it. */
export const ColorDot = ({ color, size = 9 }: { color?: string | null; size?: number }) => (
  <span aria-hidden className={classes.dot} style={{ width: size, height: size, background: color ?? undefined }} />
)
