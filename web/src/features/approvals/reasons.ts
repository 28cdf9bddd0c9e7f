import { t } from '@/i18n'
import { operationText } from '@/i18n/words'

type Said = (found: RegExpExecArray) => string

/** The server gives its reasons as sentences; there are five of them. */
const known: [RegExp, Said][] = [
  [/^A rule wants a person to approve (\S+)\.$/, ([, name]) => t('approvals.why.rule', of(name))],
  [
    /^The agent has read text here that its user has not written, and (\S+) is about/,
    ([, name]) => t('approvals.why.others', of(name)),
  ],
  [/^(\S+) sends something out of Steward\.$/, ([, name]) => t('approvals.why.outward', of(name))],
  [/^(\S+) cannot be taken back\.$/, ([, name]) => t('approvals.why.destructive', of(name))],
  [
    /^A rule allows agents (\d+) rows(?: in a (hour|day|week|month))?, and this would be more\.$/,
    ([, most, per]) =>
      per
        ? t(`approvals.why.limitIn.${per as 'hour'}`, { count: Number(most) })
        : t('approvals.why.limit', { count: Number(most) }),
  ],
]

export function reasonText(reason: string): string {
  for (const [pattern, say] of known) {
    const found = pattern.exec(reason)
    if (found) return say(found)
  }
  return reason
}

const of = (name: string | undefined) => ({ operation: operationText(name ?? '') })
