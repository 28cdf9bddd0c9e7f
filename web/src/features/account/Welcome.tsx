import { Box, Stack, Text, Title } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, useNavigate } from 'react-router'
import { useSession } from '@/data/me'
import { ImportPanel } from '@/features/import'
import { useTitle } from './useTitle'
import { WelcomeBegin } from './WelcomeBegin'
import { WelcomeYou } from './WelcomeYou'

type Step = 'you' | 'begin' | 'import'

/** The first steps: how one is called and where one is, then what to begin with. Each may be passed over. */
export function Welcome() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const now = useSession()
  const [step, setStep] = useState<Step>('you')
  const heading = useRef<HTMLHeadingElement>(null)
  useTitle(t(`welcome.${step}.title`))
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step begins at its heading.
  useEffect(() => heading.current?.focus(), [step])
  if (!now) return <Navigate to="/sign-in" replace />

  const end = () => void navigate('/', { replace: true })
  return (
    <Stack gap="lg">
      <Box>
        <Title order={1} size="h3" ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
          {t(`welcome.${step}.title`)}
        </Title>
        <Text size="sm" c="var(--quiet)" mt={4}>
          {t(`welcome.${step}.hint`)}
        </Text>
      </Box>
      {step === 'you' && <WelcomeYou onNext={() => setStep('begin')} />}
      {step === 'begin' && <WelcomeBegin onImport={() => setStep('import')} onEnd={end} />}
      {step === 'import' && <ImportPanel onDone={end} />}
    </Stack>
  )
}
