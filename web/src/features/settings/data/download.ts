const types = { csv: 'text/csv', steward: 'application/json' }

/** Gives a text to the browser as a file. */
export function download(content: string, name: string, format: keyof typeof types) {
  const address = URL.createObjectURL(new Blob([content], { type: `${types[format]};charset=utf-8` }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // Safari reads it only after the click has been handled.
  window.setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
