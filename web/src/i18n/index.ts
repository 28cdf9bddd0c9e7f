import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import en from './en.json'

/** Each language is one file beside this one; English is always there, the others are loaded when they are chosen. */
export const languages = { en: 'English', de: 'Deutsch' } as const
export type Language = keyof typeof languages

const loaders = import.meta.glob<Record<string, unknown>>(['./*.json', '!./en.json'], { import: 'default' })
const stored = 'steward-language'

await i18next.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  resources: { en: { translation: en } },
  interpolation: { escapeValue: false },
  returnNull: false,
})

export const t = i18next.t

export const language = () => i18next.language as Language

export async function chooseLanguage(chosen: Language) {
  const load = loaders[`./${chosen}.json`]
  if (load && !i18next.hasResourceBundle(chosen, 'translation'))
    i18next.addResourceBundle(chosen, 'translation', await load())
  await i18next.changeLanguage(chosen)
  document.documentElement.lang = chosen
  localStorage.setItem(stored, chosen)
}

/** The one that was chosen on this device, else the first of the browser's that we have. */
export function preferredLanguage(): Language {
  const wanted = [localStorage.getItem(stored) ?? '', ...navigator.languages].map(one => one.slice(0, 2))
  return (wanted.find(one => one in languages) ?? 'en') as Language
}

/** With its region where the browser tells one: how times and dates are written and where weeks begin depends on it. */
export function region(): string {
  const wanted = (globalThis.navigator?.languages ?? []).filter(one => one.includes('-'))
  const same = wanted.find(one => one.startsWith(`${language()}-`))
  if (same || !wanted[0]) return same ?? language()
  // A German who reads English still has 24 hours in a day.
  const { region } = new Intl.Locale(wanted[0])
  return region ? `${language()}-${region}` : language()
}
