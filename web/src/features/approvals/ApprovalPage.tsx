import { Anchor } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { Page } from '@/ui/Page'
import { ApprovalInPlace } from './ApprovalInPlace'

/** One approval at an address of its own: what a notification opens. */
export function ApprovalPage() {
  const { t } = useTranslation()
  const { approval_id } = useParams()
  return (
    <Page title={t('approvals.one')} width={720}>
      <ApprovalInPlace approvalId={approval_id!} />
      <Anchor component={Link} to="/approvals" size="sm" display="inline-block" mt="md">
        {t('approvals.all')}
      </Anchor>
    </Page>
  )
}
