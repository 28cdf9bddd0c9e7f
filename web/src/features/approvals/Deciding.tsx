import { ActionIcon, Button, Group, Menu, Stack, Text, Textarea } from '@mantine/core'
import { IconDots, IconRepeat } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { post } from '@/api/call'
import type { Approval } from '@/api/types'
import { useChange } from '@/data/change'
import { useMe } from '@/data/me'
import { operationText } from '@/i18n/words'
import { SureButton } from '@/ui/SureButton'
import { AlwaysAllow } from './AlwaysAllow'
import classes from './ApprovalCard.module.css'

type Props = { approval: Approval; isReady: boolean; onDecided: () => void; onRefused: (error: unknown) => void }
type Decision = { decision: 'approve' | 'deny'; reason?: string }

/** Approve and deny: each takes two presses in its place, and approves exactly the preview that was shown. */
export function Deciding({ approval, isReady, onDecided, onRefused }: Props) {
  const { t } = useTranslation()
  const { data: me } = useMe()
  const [isDenying, setDenying] = useState(false)
  const [isAllowing, setAllowing] = useState(false)
  const [reason, setReason] = useState('')
  const operation = operationText(approval.operation)
  const decide = useChange<Decision, Approval>({
    call: ({ decision, reason }) =>
      post('/api/v1/approvals/{approval_id}/decision', {
        path: { approval_id: approval.id },
        body: {
          decision,
          ...(decision === 'approve' ? { preview_hash: approval.preview_hash } : {}),
          ...(reason ? { reason } : {}),
        },
      }),
    asks: ['/api/v1/approvals', '/api/v1/conversations', '/api/v1/tasks'],
    says: ({ decision }) =>
      t(decision === 'approve' ? 'approvals.said.approved' : 'approvals.said.denied', { operation }),
    quiet: true,
  })
  // The live feed may take the card away before the answer is here; who decides is told of it all the same.
  const send = (decision: Decision) => void decide.mutateAsync(decision).then(onDecided, onRefused)
  const buttons = useRef<HTMLDivElement>(null)
  const stay = () => {
    setDenying(false)
    requestAnimationFrame(() => buttons.current?.querySelector<HTMLElement>('[data-decide=deny]')?.focus())
  }
  const isMine = me?.user.id === approval.requested_by
  if (approval.by === 'someone_else' && isMine) return <Text size="sm">{t('approvals.someoneElse')}</Text>
  if (approval.by === 'admin' && !me?.scopes.includes('manage:tenant'))
    return <Text size="sm">{t('approvals.adminsOnly')}</Text>
  return (
    <Stack gap="sm">
      {isDenying ? (
        <form
          onSubmit={event => {
            event.preventDefault()
            send({ decision: 'deny', reason: reason.trim() })
          }}
        >
          <Textarea
            autoFocus
            autosize
            minRows={1}
            maxLength={1000}
            label={t('approvals.reason')}
            description={t('approvals.reasonHint')}
            value={reason}
            onChange={event => setReason(event.currentTarget.value)}
            onKeyDown={event => event.key === 'Escape' && stay()}
          />
          <Group mt="sm" gap="xs">
            <Button type="submit" color="red" mih={44} loading={decide.isPending}>
              {t('approvals.deny')}
            </Button>
            <Button variant="default" mih={44} onClick={stay}>
              {t('common.cancel')}
            </Button>
          </Group>
        </form>
      ) : (
        <div ref={buttons} className={classes.buttons}>
          <SureButton
            data-decide="approve"
            disabled={!isReady}
            loading={decide.isPending}
            sure={t('approvals.sure')}
            onSure={() => send({ decision: 'approve' })}
          >
            {t('approvals.approve')}
          </SureButton>
          <Button data-decide="deny" variant="default" onClick={() => setDenying(true)}>
            {t('approvals.deny')}
          </Button>
          {isMine && approval.by === 'anyone' && (
            <Menu position="bottom-end" width={260}>
              <Menu.Target>
                <ActionIcon variant="subtle" color="gray" size={44} aria-label={t('approvals.more')}>
                  <IconDots size={20} aria-hidden />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item leftSection={<IconRepeat size={16} aria-hidden />} onClick={() => setAllowing(true)}>
                  {t('approvals.always')}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          )}
        </div>
      )}
      <AlwaysAllow approval={approval} isOpen={isAllowing} close={() => setAllowing(false)} />
    </Stack>
  )
}
