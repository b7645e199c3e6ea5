// Every step of a lesson as a picture, wide and at 360 px, light and dark, at one and two pixels a point: none is blank.
// They are left in build/pictures for somebody to look at. MISFIT_PICTURES=all takes those of every lesson.
import test from 'node:test'
import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { open, root } from './support/browser.mjs'
import { canvas, colours, lessons, openTutor, quiet, state, trained, tried, until } from './support/tutor.mjs'

const folder = join(root, 'build/pictures')
mkdirSync(folder, { recursive: true })
const act = (page, ...call) => page.evaluate((values) => document.querySelector('misfit-tutor').tutor.act(...values), call)
const steps = ['predict', 'break', 'read', 'fix', 'prove', 'challenge']

for (const lesson of process.env.MISFIT_PICTURES === 'all' ? lessons : lessons.slice(0, 1))
  for (const [size, width, height] of [['wide', 1440, 840], ['narrow', 360, 720]])
    test(`${lesson}, ${size}: every step has a picture`, async (t) => {
      const { page, site } = await open(t, { context: { viewport: { width, height }, reducedMotion: 'reduce', hasTouch: size === 'narrow' } })
      const devtools = await page.context().newCDPSession(page)
      await openTutor(page, site, `#l=${lesson}`)
      for (const [i, step] of steps.entries()) {
        if (i === 1) await act(page, 'choose', (await state(page)).lesson.answer)
        await act(page, 'step', i)
        if (step === 'read' && (await state(page)).fixesRunning) await until(page, tried)
        if (step === 'prove') {
          const { fixes } = await state(page)
          if (fixes.length) await act(page, 'apply', fixes[0].index)
          await act(page, 'prove')
          await until(page, (s) => trained(s) && !s.training)
        }
        if (step === 'challenge') await until(page, (s) => !s.fixesRunning)
        for (const density of [1, 2])
          for (const theme of ['light', 'dark']) {
            await devtools.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: density, mobile: false })
            await page.emulateMedia({ colorScheme: theme })
            await quiet(page)
            await page.screenshot({ path: join(folder, `${lesson}-${i + 1}-${step}-${size}-${theme}-${density}x.png`) })
            assert.ok((await colours(page, canvas(page))) > 40, `${step}, ${theme}, ${density}x is blank`)
          }
      }
    })
