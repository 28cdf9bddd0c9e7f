import { Button, FileButton, Group, Stack, Text, Textarea } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { type DragEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './ChooseFile.module.css'
import { largest } from './mapping'

type Props = { onFile: (name: string, content: string) => void }

/** By the button, by dropping it, or as pasted text. */
export function ChooseFile({ onFile }: Props) {
  const { t } = useTranslation()
  const [isOver, setOver] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  const [pasted, setPasted] = useState<string | null>(null)

  const take = async (file: File | null | undefined) => {
    if (!file) return
    if (file.size > largest) return setFault(t('import.tooLarge'))
    setFault(null)
    onFile(file.name, await file.text())
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void take(event.dataTransfer.files[0])
  }
  return (
    <Stack>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: files may be dropped here; the button within does the same. */}
      <div
        className={classes.place}
        data-over={isOver || undefined}
        onDragOver={event => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <IconFileUpload size={28} stroke={1.5} aria-hidden />
        <Text size="sm" c="var(--quiet)" ta="center" maw={400}>
          {t('import.formats')}
        </Text>
        <Group gap="sm" justify="center">
          <FileButton onChange={file => void take(file)} accept=".csv,.tsv,.txt,.json,text/*,application/json">
            {props => <Button {...props}>{t('import.choose')}</Button>}
          </FileButton>
          {pasted === null && (
            <Button variant="subtle" onClick={() => setPasted('')}>
              {t('import.paste')}
            </Button>
          )}
        </Group>
        {fault && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {fault}
          </Text>
        )}
      </div>
      {pasted !== null && (
        <>
          <Textarea
            label={t('import.text')}
            autosize
            minRows={4}
            maxRows={12}
            autoFocus
            value={pasted}
            onChange={event => setPasted(event.currentTarget.value)}
          />
          <Button
            variant="light"
            disabled={!pasted.trim()}
            onClick={() => onFile('', pasted)}
            style={{ alignSelf: 'end' }}
          >
            {t('import.look')}
          </Button>
        </>
      )}
    </Stack>
  )
}
