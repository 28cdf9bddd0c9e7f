import { UnstyledButton } from '@mantine/core'
import { IconAlertTriangle, IconCloudUp } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSigningOut } from '@/data/signOut'
import { useQueue } from './queue'
import classes from './WaitingMark.module.css'

const WaitingDialog = lazy(async () => ({ default: (await import('./WaitingDialog')).WaitingDialog }))
const SignOutQuestion = lazy(async () => ({ default: (await import('./SignOutQuestion')).SignOutQuestion }))

/** How many changes wait on this device, and the way to them; nothing as long as there are none. */
export function WaitingMark() {
  const { t } = useTranslation()
  const items = useQueue()
  const [isOpen, open] = useState(false)
  const losing = useSigningOut()
  const forPerson = items.filter(({ state }) => state !== 'waiting').length
  const label = forPerson > 0 ? t('offline.needsYou', { count: forPerson }) : t('offline.mark', { count: items.length })
  return (
    <>
      <span role="status">
        {items.length > 0 && (
          <UnstyledButton
            className={classes.mark}
            aria-label={label}
            title={label}
            data-needs-you={forPerson > 0 || undefined}
            onClick={() => open(true)}
          >
            {forPerson > 0 ? <IconAlertTriangle size={16} aria-hidden /> : <IconCloudUp size={16} aria-hidden />}
            <span aria-hidden>{forPerson || items.length}</span>
          </UnstyledButton>
        )}
      </span>
      <Suspense>{isOpen && <WaitingDialog onClose={() => open(false)} />}</Suspense>
      <Suspense>{losing > 0 && <SignOutQuestion count={losing} />}</Suspense>
    </>
  )
}
