import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { VitePWA } from 'vite-plugin-pwa'
import { defineConfig } from 'vitest/config'

/** The server that `npm run dev` passes the API's calls on to. */
const server = process.env.STEWARD_SERVER ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [
    react(),
    VitePWA({
      registerType: 'prompt',
      injectRegister: false,
      manifest: {
        name: 'Steward',
        short_name: 'Steward',
        description: 'What needs doing, and agents that do it under your eyes.',
        theme_color: '#17624f',
        background_color: '#f7f8f7',
        display: 'standalone',
        start_url: '/',
        icons: [
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any maskable' },
          { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
        ],
      },
      workbox: {
        globPatterns: ['**/*.{js,css,html,svg,png,woff2}'],
        navigateFallback: '/index.html',
        // What the server answers itself is never the app.
        navigateFallbackDenylist: [/^\/(api|v1|mcp|docs|openapi|health|metrics|calendar|\.well-known)/],
        inlineWorkboxRuntime: true,
      },
    }),
  ],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  // These know light-dark(); for older ones it would be rewritten to variables that nobody sets.
  build: {
    target: 'es2023',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    sourcemap: false,
    chunkSizeWarningLimit: 900,
    manifest: true,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Many small files cost more than they hold: what each page needs is one, what the first page adds is another.
          groups: [
            { name: 'app', tags: ['$initial'], priority: 2 },
            {
              name: 'today',
              test: /features\/(today\/TodayPage|tasks\/(TasksFrame|nav\/TaskPlaces\.tsx|quickAdd\/QuickAdd\.tsx)|assistant\/AskLine)/,
              priority: 1,
            },
          ],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(
      ['/api', '/v1', '/mcp', '/docs', '/openapi', '/health'].map(path => [
        path,
        // The server takes its cookie from pages of its own origin only; the proxy is one.
        { target: server, changeOrigin: true, ws: true, headers: { origin: server } },
      ]),
    ),
  },
  test: { environment: 'node', include: ['src/**/*.test.{ts,tsx}'], restoreMocks: true, testTimeout: 20_000 },
})
