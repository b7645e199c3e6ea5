// What every browser test starts with: the built site on a server of its own, and headless Chromium with WebGL2.
//
//   import { open } from './support/browser.mjs'
//   test('…', async (t) => {
//     const { page, site } = await open(t)            // closed when the test ends
//     await page.goto(site.url)
//   })
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { after } from 'node:test'
import assert from 'node:assert/strict'
import { serve } from '../../../tools/serve.mjs'

export const root = join(dirname(fileURLToPath(import.meta.url)), '../../..')
const { chromium } = createRequire(join(root, '.deps/node_modules/'))('playwright-core')

const flags = [
  '--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--use-angle=swiftshader', '--enable-unsafe-swiftshader',
]

// Starts Chromium once a file.
let browser
async function chromiumOnce() {
  browser ??= await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags })
  return browser
}

// Options: `site` for serve() (headers, types, overlay, root), `context` for the browser's context (viewport,
// deviceScaleFactor, reducedMotion, …). `problems` collects what the page complains of: uncaught errors, console
// errors, breaches of the policy, and requests to any other origin; a test that ends with one fails, unless it
// passes { problems: 'allowed' }.
export async function open(t, options = {}) {
  const site = await serve({ root: join(root, 'build/web'), ...options.site })
  const context = await (await chromiumOnce()).newContext({ viewport: { width: 1280, height: 800 }, ...options.context })
  const page = await context.newPage()
  const problems = []
  page.on('pageerror', (error) => problems.push(`error: ${error.stack ?? error}`))
  page.on('console', (message) => message.type() === 'error' && problems.push(`console: ${message.text()}`))
  context.on('request', (request) => {
    const url = new URL(request.url())
    if (url.protocol.startsWith('http') && url.origin !== new URL(site.url).origin) problems.push(`asks ${url.href}`)
  })
  t.after(async () => {
    await context.close()
    await site.close()
    if (options.problems !== 'allowed') assert.deepEqual(problems, [])
  })
  return { page, context, site, problems }
}

after(() => browser?.close())
