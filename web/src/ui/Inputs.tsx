import { Code, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldText } from '@/i18n/words'
import { FieldValue } from './diff/FieldValue'
import { LongDiff } from './diff/LongDiff'
import { givenOf } from './given'
import classes from './RowDiff.module.css'

/** What a call was given: in words, and as JSON for who asks for it. */
export function Inputs({ input }: { input: unknown }) {
  const { t } = useTranslation()
  const [isJson, setJson] = useState(false)
  const given = givenOf(input)
  return (
    <div>
      {isJson ? (
        <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {JSON.stringify(input, null, 2)}
        </Code>
      ) : (
        <dl className={classes.fields}>
          {given.map(({ name, value }) => (
            <div key={name} className={classes.field}>
              <dt>{fieldText(name)}</dt>
              <dd>
                {typeof value === 'string' && value.length > 120 ? (
                  <LongDiff before="" after={value} isWhole />
                ) : (
                  <FieldValue name={name} value={value} />
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <UnstyledButton className={classes.more} aria-pressed={isJson} onClick={() => setJson(!isJson)}>
        {t(isJson ? 'inputs.words' : 'inputs.json')}
      </UnstyledButton>
    </div>
  )
}
