// Milliseconds from an edit of a lesson's program to its verdict, in Chromium; called by tools/bench.
import test from 'node:test'
import { open } from '../browser/support/browser.mjs'
import { lessons, openTutor, part, openTwin } from '../browser/support/tutor.mjs'

// The best of many: what else the machine does is not ours. The compiler of the browser works on the module while it
// runs, so edits go on for some seconds.
const verdict = (page) => page.evaluate(() => {
  const { tutor } = document.querySelector('misfit-tutor')
  const text = tutor.state.program
  let best = Infinity
  for (const end = performance.now() + 4000; performance.now() < end; )
    for (let i = 0; i < 6; ++i) {
      const start = performance.now()
      tutor.call('_misfit_edit', text + '\n'.repeat(1 + (i % 2)))
      best = Math.min(best, performance.now() - start)
    }
  tutor.act('edit', text)
  return best
})

for (const lesson of lessons)
  test(lesson, async (t) => {
    const { page, site } = await open(t)
    await openTutor(page, site, `#l=${lesson}`)
    await openTwin(page)
    await part(page, 'answer').first().check()
    for (const profile of ['keras3', 'keras2']) {
      await part(page, 'profile').selectOption(profile)
      t.diagnostic(`verdict ${lesson} ${profile}: ${(await verdict(page)).toFixed(1)} ms`)
    }
  })
