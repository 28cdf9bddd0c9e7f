import { type MouseEvent, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './Markdown.module.css'
import { markdownToHtml } from './markdownToHtml'
import { countBoxes } from './taskList'

type Props = { text: string; onTick?: ((nth: number) => void) | undefined }

export function MarkdownBody({ text, onTick }: Props) {
  const { t } = useTranslation()
  const html = useMemo(() => {
    const rendered = markdownToHtml(text, t('markdown.box'))
    // Where the two readings differ (a list within code within a quote, say) no box can be ticked rather than a wrong one.
    return rendered.boxes === countBoxes(text) && onTick ? rendered.html.replaceAll(' disabled=""', '') : rendered.html
  }, [text, t, onTick])
  const tick = (event: MouseEvent<HTMLElement>) => {
    const target = event.target as HTMLElement
    if (target.closest('a, input')) event.stopPropagation()
    if (!(target instanceof HTMLInputElement) || target.disabled) return
    event.preventDefault()
    const boxes = [...event.currentTarget.querySelectorAll('input[type=checkbox]')]
    onTick?.(boxes.indexOf(target))
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the boxes and links within it are the controls.
    // biome-ignore lint/a11y/useKeyWithClickEvents: a box's or link's key is a click.
    <div
      className={classes.body}
      onClick={tick}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: DOMPurify has gone through it.
      dangerouslySetInnerHTML={{ __html: html }}
    />
  )
}
