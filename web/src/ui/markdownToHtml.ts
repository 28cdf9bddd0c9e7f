import DOMPurify from 'dompurify'
import { Marked } from 'marked'

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string) => text.replace(/[&<>"']/g, one => escapes[one]!)

const tags =
  'a b blockquote br code del em h4 h5 h6 hr i input li ol p pre s strong sub sup table tbody td th thead tr ul'.split(
    ' ',
  )
const attributes = ['href', 'title', 'type', 'checked', 'disabled', 'start', 'align', 'aria-label', 'target', 'rel']
const addresses = /^(?:https?:|mailto:|tel:)/i

const linked = (href: string, title: string | null | undefined, inner: string) =>
  addresses.test(href)
    ? `<a href="${escaped(href)}"${title ? ` title="${escaped(title)}"` : ''} target="_blank" rel="noopener noreferrer">${inner}</a>`
    : inner

/** The page has an h1, what is open in it an h2, its parts h3. */
const highest = 4

/**
 * Others' text: HTML in it is shown as text, headings go on below the page's own without a gap, and a picture is a link to it, for loading it
 * would tell a stranger who reads this, and when.
 */
export function markdownToHtml(text: string, nameOfBox: string): { html: string; boxes: number } {
  let boxes = 0
  const marked = new Marked({
    gfm: true,
    breaks: true,
    async: false,
    renderer: {
      html: ({ text: raw }) => escaped(raw),
      heading({ tokens, depth }) {
        const level = Math.min(6, highest + levels.filter(one => one < depth).length)
        return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>`
      },
      link({ href, title, tokens }) {
        return linked(href, title, this.parser.parseInline(tokens))
      },
      image: ({ href, title, text: name }) => linked(href, title, escaped(name || href)),
      checkbox({ checked }) {
        boxes++
        return `<input type="checkbox" disabled=""${checked ? ' checked=""' : ''} aria-label="${escaped(nameOfBox)} ${boxes}"> `
      },
    },
  })
  const levels = [
    ...new Set(marked.lexer(text).flatMap(token => (token.type === 'heading' ? [token.depth as number] : []))),
  ]
  const html = DOMPurify.sanitize(marked.parse(text) as string, {
    ALLOWED_TAGS: tags,
    ALLOWED_ATTR: attributes,
    ALLOWED_URI_REGEXP: addresses,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    // The others are no addresses, and are taken for such unless that is said.
    ADD_URI_SAFE_ATTR: attributes.filter(name => name !== 'href'),
  })
  return { html, boxes }
}
