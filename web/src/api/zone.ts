let chosen: string | null = null
let devices: string | undefined

/** The IANA time zone of "today": the profile's, else this device's. Sent with each call. */
export function zone(): string {
  // To ask the browser takes as long as to draw a row.
  devices ??= Intl.DateTimeFormat().resolvedOptions().timeZone
  return chosen ?? devices
}

export const chooseZone = (name: string | null | undefined) => {
  chosen = name ?? null
}
