// Fails where the first page loads more JavaScript than a slow phone should have to take.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const most = 250_000
const dist = new URL('../dist/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'))

/** What each first page loads by itself, beside what index.html names. */
const tasks = 'src/features/tasks'
const pages = {
  '/sign-in': ['src/features/account/SignIn.tsx'],
  '/': [
    'src/features/today/TodayPage.tsx',
    'src/features/assistant/AskLine.tsx',
    `${tasks}/TasksFrame.tsx`,
    `${tasks}/nav/TaskPlaces.tsx`,
    `${tasks}/quickAdd/QuickAdd.tsx`,
  ],
}

const named = [...readFileSync(new URL('index.html', dist), 'utf8').matchAll(/\/(assets\/[^"]+\.js)/g)].map(
  ([, file]) => file,
)

function withImports(key, found = new Set()) {
  const chunk = manifest[key]
  if (!chunk) throw new Error(`${key} is not in the build: has the page moved? Then say so in scripts/budget.mjs.`)
  if (found.has(chunk.file)) return found
  found.add(chunk.file)
  for (const one of chunk.imports ?? []) withImports(one, found)
  return found
}

if (named.length === 0) throw new Error('dist/index.html names no script.')

for (const [page, parts] of Object.entries(pages)) {
  const files = new Set([...named, ...parts.flatMap(part => [...withImports(part)])])
  const sizes = [...files].map(file => [gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length, file])
  const sum = sizes.reduce((total, [size]) => total + size, 0)
  process.stdout.write(`${page}: ${Math.round(sum / 1000)} kB of ${most / 1000} kB of JavaScript (gz)\n`)
  if (sum <= most) continue
  process.stderr.write(`${page} is too heavy. Load on demand what is not seen at first. The largest:\n`)
  for (const [size, file] of sizes.sort(([a], [b]) => b - a).slice(0, 10)) process.stderr.write(`${size} ${file}\n`)
  process.exitCode = 1
}
