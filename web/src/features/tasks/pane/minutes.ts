/** Minutes of "90", "45min", "1h30", "1:30", "1,5 h" or "2 hours"; null: it is no duration. */
export function readMinutes(text: string): number | null {
  const said = text.trim().toLowerCase().replace(',', '.')
  const clock = /^(\d{1,3}):([0-5]\d)$/.exec(said)
  if (clock) return within(Number(clock[1]) * 60 + Number(clock[2]))
  const parts =
    /^(?:(\d+(?:\.\d+)?)\s*(?:h|hrs?|hours?|std\.?|stunden?))?\s*(?:(\d{1,6})\s*(?:m|mins?|minutes?|min\.|minuten?)?)?$/.exec(
      said,
    )
  if (!parts || (parts[1] === undefined && parts[2] === undefined)) return null
  return within(Math.round(Number(parts[1] ?? 0) * 60) + Number(parts[2] ?? 0))
}

/** As long as the server takes. */
const most = 525_600
const within = (minutes: number) => (minutes >= 1 && minutes <= most ? minutes : null)

/** 30 min, 1 h, 1 h 30 min. */
export function minutesText(minutes: number, language: string): string {
  const unit = (value: number, name: 'hour' | 'minute') =>
    new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value)
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return [hours > 0 ? unit(hours, 'hour') : '', rest > 0 || hours === 0 ? unit(rest, 'minute') : '']
    .filter(Boolean)
    .join(' ')
}
