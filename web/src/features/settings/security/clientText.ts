const browsers: [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const systems: [RegExp, string][] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
]
const named = (list: [RegExp, string][], text: string) => list.find(([sign]) => sign.test(text))?.[1]

/** What people recognise of a User-Agent: "Firefox, Linux"; another program as it names itself. */
export function clientText(client: string | null): string | null {
  if (!client) return null
  const known = [named(browsers, client), named(systems, client)].filter(Boolean)
  return known.length > 0 ? known.join(', ') : client.slice(0, 80)
}
