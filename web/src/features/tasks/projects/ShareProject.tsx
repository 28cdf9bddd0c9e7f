import { Button, Checkbox, Group, Radio, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Project } from '@/api/types'
import { ProblemNote } from '@/ui/ProblemNote'
import { useMembers, useShareProject } from '../api'

/** Who sees it, and all that stands in it. */
export function ShareProject({ project, onClose }: { project: Project; onClose: () => void }) {
  const { t } = useTranslation()
  const members = useMembers().data?.items ?? []
  const [who, setWho] = useState(project.member_ids ? 'some' : 'all')
  const [ids, setIds] = useState(project.member_ids ?? [project.created_by])
  const share = useShareProject()
  const save = async () => {
    const answer = await share.mutateAsync({ project, member_ids: who === 'all' ? null : ids }).catch(() => null)
    if (answer) onClose()
  }
  return (
    <Stack>
      {share.error && <ProblemNote error={share.error} />}
      <Radio.Group label={t('tasks.project.who')} value={who} onChange={setWho}>
        <Stack gap="xs" mt="xs">
          <Radio value="all" label={t('tasks.project.everybody')} data-autofocus />
          <Radio value="some" label={t('tasks.project.some')} />
        </Stack>
      </Radio.Group>
      {who === 'some' && (
        <Checkbox.Group aria-label={t('tasks.project.some')} value={ids} onChange={setIds}>
          <Stack gap="xs" pl="lg">
            {members.map(member => (
              <Checkbox key={member.user_id} value={member.user_id} label={member.display_name} />
            ))}
          </Stack>
        </Checkbox.Group>
      )}
      <Group justify="flex-end">
        <Button loading={share.isPending} disabled={who === 'some' && ids.length === 0} onClick={() => void save()}>
          {t('common.save')}
        </Button>
      </Group>
    </Stack>
  )
}
