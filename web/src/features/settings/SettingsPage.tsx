import { Anchor, Stack, Text } from '@mantine/core'
import { IconChevronLeft } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Page } from '@/ui/Page'
import type { SectionId } from './sections'

/** One section's page, with the way back on a phone. */
export function SettingsPage({ section, children }: { section: SectionId; children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <>
      <Anchor component={Link} to="/settings" size="sm" hiddenFrom="md" display="inline-flex" py={4}>
        <IconChevronLeft size={18} aria-hidden />
        {t('place.settings')}
      </Anchor>
      <Page title={t(`settings.${section}.title`)} width={760}>
        <Text size="sm" c="var(--quiet)" mt={-8} mb="lg">
          {t(`settings.${section}.hint`)}
        </Text>
        <Stack gap="xl">{children}</Stack>
      </Page>
    </>
  )
}
