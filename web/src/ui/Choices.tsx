import { type MantineColorScheme, SegmentedControl, Select, Stack, Text, useMantineColorScheme } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { chooseLanguage, type Language, language, languages } from '@/i18n'

export const schemes = ['auto', 'light', 'dark'] as const satisfies MantineColorScheme[]

export function ThemeChoice() {
  const { t } = useTranslation()
  const id = useId()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Stack gap={4}>
      <Text size="sm" fw={500} id={id}>
        {t('look.theme')}
      </Text>
      <SegmentedControl
        aria-labelledby={id}
        value={colorScheme}
        onChange={chosen => setColorScheme(chosen as MantineColorScheme)}
        data={schemes.map(value => ({ value, label: t(`look.${value}`) }))}
        style={{ alignSelf: 'start' }}
      />
    </Stack>
  )
}

export function LanguageChoice() {
  const { t } = useTranslation()
  return (
    <Select
      label={t('look.language')}
      allowDeselect={false}
      value={language()}
      onChange={chosen => chosen && void chooseLanguage(chosen as Language)}
      data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
      maw={260}
    />
  )
}
