// Before anything is painted: no flash of the other scheme. A file of its own, for the page allows no inline script.
const chosen = localStorage.getItem('steward-color-scheme') ?? 'auto'
const dark = chosen === 'dark' || (chosen === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches)
document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
