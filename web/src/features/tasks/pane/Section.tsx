import { Text } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import classes from './TaskPane.module.css'

type Props = { title: string; aside?: ReactNode; children: ReactNode }

export function Section({ title, aside, children }: Props) {
  const id = useId()
  return (
    <section aria-labelledby={id} className={classes.section}>
      <div className={classes.sectionHead}>
        <Text component="h3" id={id} size="sm" fw={600}>
          {title}
        </Text>
        {aside}
      </div>
      {children}
    </section>
  )
}
