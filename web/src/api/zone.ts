let chosen: string | null = null

/** The IANA time zone of "today": the profile's, else this device's. Sent with each call. */
export const zone = (): string => chosen ?? Intl.DateTimeFormat().resolvedOptions().timeZone

export const chooseZone = (name: string | null | undefined) => {
  chosen = name ?? null
}
