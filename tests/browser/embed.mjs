// The element in somebody else's page: nothing before a click, no key or wheel taken from the page, links, policy, bad input.
import test from 'node:test'
import assert from 'node:assert/strict'
import { open } from './support/browser.mjs'
import { canvas, colours, openTutor, openTwin, part, quiet, state, until } from './support/tutor.mjs'

const host = `<!doctype html><meta charset="utf-8"><title>Docs</title><link rel="icon" href="icon.svg">
<script type="module" src="misfit.js"></script><h1>Docs</h1><input id="own"><misfit-tutor lesson="grayscale-vs-rgb"><p>A lesson about channels.</p></misfit-tutor>
<p id="foot"><a href="#end">end</a></p><div id="tall"></div>`
const poll = async (holds) => {
  for (let i = 0; i < 100; ++i, await new Promise((done) => setTimeout(done, 50))) if (await holds()) return
  assert.fail('never')
}
const overlay = { '/host.html': { body: host } }

test('before a click: no WebAssembly, no WebGL, the text is there; then the element opens', async (t) => {
  const { page, site } = await open(t, { site: { overlay } })
  await page.goto(`${site.url}host.html`)
  await page.waitForSelector('misfit-tutor')
  await page.waitForTimeout(400)
  assert.deepEqual(site.requests.filter((r) => /core|tutor|fonts|worker/.test(r)), [])
  assert.equal(await page.evaluate(() => document.querySelector('misfit-tutor').shadowRoot.querySelector('canvas')), null)
  assert.equal(await page.evaluate(() => document.activeElement === document.body && scrollY === 0), true)
  await page.locator('misfit-tutor [part="open"]').click()
  await until(page, Boolean, null, 30_000)
  assert.equal(await page.evaluate(() => location.hash), '')
})

test("the page keeps its keys and its wheel", async (t) => {
  const { page, site } = await open(t, { site: { overlay } })
  await page.goto(`${site.url}host.html`)
  await page.evaluate(() => { document.querySelector('#tall').style.height = '3000px' })
  await page.locator('misfit-tutor [part="open"]').click()
  await until(page, Boolean, null, 30_000)
  await page.locator('#own').click()
  const program = (await state(page)).program
  await page.keyboard.type('xyz')
  await page.keyboard.press('Backspace')
  assert.equal(await page.locator('#own').inputValue(), 'xy')
  assert.equal((await state(page)).program, program)
  const box = await page.locator('misfit-tutor canvas').boundingBox()
  await page.mouse.move(box.x + box.width / 2, box.y + 200)
  await page.mouse.wheel(0, 120)
  await poll(() => page.evaluate(() => scrollY > 0))
})

test('no frame is drawn while nothing happens', async (t) => {
  const { page, site } = await open(t)
  await openTutor(page, site, '#l=grayscale-vs-rgb')
  await quiet(page, 600)
  const before = await page.evaluate(() => document.querySelector('misfit-tutor').tutor.frames)
  await page.waitForTimeout(2000)
  assert.equal(await page.evaluate(() => document.querySelector('misfit-tutor').tutor.frames), before)
})

test('the canvas is as sharp as the screen, and the page does not grow when its box changes', async (t) => {
  const { page, site } = await open(t)
  const devtools = await page.context().newCDPSession(page)
  await openTutor(page, site, '#l=grayscale-vs-rgb')
  for (const deviceScaleFactor of [1, 1.25, 1.5, 2, 3]) {
    await devtools.send('Emulation.setDeviceMetricsOverride', { width: 900, height: 600, deviceScaleFactor, mobile: false })
    await page.mouse.move(400, 300 + 20 * deviceScaleFactor)
    await poll(() => page.evaluate((density) => {
      const { tutor } = document.querySelector('misfit-tutor')
      return Math.abs(tutor.canvas.width - Math.min(4096, tutor.canvas.getBoundingClientRect().width * density)) <= 1
    }, deviceScaleFactor))
  }
  const height = () => page.evaluate(() => document.documentElement.scrollHeight)
  const before = await height()
  for (let i = 0; i < 20; ++i) await page.setViewportSize({ width: 800 + 17 * (i % 7), height: 600 })
  await quiet(page)
  assert.equal(await height(), before)
})

test('a lost WebGL context comes back', async (t) => {
  const { page, site } = await open(t)
  await openTutor(page, site, '#l=grayscale-vs-rgb')
  const same = await page.evaluate(async () => {
    const { tutor } = document.querySelector('misfit-tutor')
    const lose = tutor.canvas.getContext('webgl2').getExtension('WEBGL_lose_context')
    const lost = new Promise((done) => tutor.canvas.addEventListener('webglcontextlost', done, { once: true }))
    lose.loseContext()
    await lost
    const back = new Promise((done) => tutor.canvas.addEventListener('webglcontextrestored', done, { once: true }))
    setTimeout(() => lose.restoreContext(), 50)
    await back
    const before = tutor.frames
    await new Promise((done) => setTimeout(done, 400))
    return tutor.frames > before && !tutor.lost
  })
  assert.ok(same)
})

test('a lesson that does not exist and a fragment that is garbage are answered in words', async (t) => {
  const { page, site } = await open(t)
  await openTutor(page, site, '#l=no-such-lesson')
  assert.match(await page.locator('misfit-tutor .notice').textContent(), /no lesson called “no-such-lesson”/)
  await page.goto('about:blank')
  await openTutor(page, site, '#s=1.%%%garbage')
  assert.match(await page.locator('misfit-tutor .notice').textContent(), /link/)
})

test('a link brings the same program back', async (t) => {
  const { page, site } = await open(t)
  await openTutor(page, site, '#l=grayscale-vs-rgb')
  await openTwin(page)
  await quiet(page, 400)
  const before = await page.evaluate(() => location.hash)
  await part(page, 'program').fill("print('from a link')\n")
  await poll(() => page.evaluate((old) => location.hash !== old, before))
  const hash = await page.evaluate(() => location.hash)
  await page.goto('about:blank')
  await openTutor(page, site, hash)
  assert.equal((await state(page)).program, "print('from a link')\n")
})

const noise = Array.from({ length: 1 << 20 }, (_, i) => String.fromCharCode(32 + ((i * 7919 + (i >> 3) * 104729 + (i % 13) * i) % 95))).join('')
const awkward = {
  'a loop without end': 'while True: pass\n',
  'recursion without end': 'def f(): f()\nf()\n',
  'an array of eight terabytes': 'import numpy as np\nx = np.zeros((10**6, 10**6))\nprint((x + 1).sum())\n',
  'printing without end': "while True: print('x' * 100)\n",
  'a list without end': 'x = []\nwhile True: x.append(x[:])\n',
  'a number without end': 'print(10 ** 10 ** 8)\n',
  'a text without end': "x = 'x'\nwhile True: x += x\n",
  'a megabyte of noise': noise,
  'recursion through the library': 'class A:\n  def __getattr__(self, name): return getattr(self, name + "x")\nA().y\n',
  'recursion through sorted': 'def f(x): return sorted([1, 2], key=f)\nf(1)\n',
  'ten thousand sums': 'x = ' + '1+'.repeat(10_000) + '1\n',
  'ten thousand brackets': 'x = ' + '('.repeat(10_000) + ')'.repeat(10_000) + '\n',
  'bytes that are no text': '\u0001\u0002(((' + 'a[{'.repeat(3000),
}

for (const [name, program] of Object.entries(awkward))
  test(`${name}: a clear sentence within a second, the text is kept, the page stays usable`, async (t) => {
    const { page, site } = await open(t)
    await openTutor(page, site, '#l=grayscale-vs-rgb')
    await openTwin(page)
    await part(page, 'answer').first().check()
    const time = await page.evaluate((text) => {
      const area = document.querySelector('misfit-tutor').shadowRoot.querySelector('[part="program"]')
      area.value = text
      const start = performance.now()
      area.dispatchEvent(new Event('input', { bubbles: true }))
      return performance.now() - start
    }, program)
    const now = await state(page)
    t.diagnostic(`${name}: ${Math.round(time)} ms: ${now.sentence.slice(0, 120)}`)
    assert.ok(time < 5000, `${time} ms`)                   // a second on a machine with nothing else to do
    assert.equal(now.program, program)
    assert.notEqual(now.sentence, '')
    await part(page, 'program').fill('print(1)\n')
    assert.equal((await state(page)).verdict, 'runs')
    await quiet(page)
    assert.ok((await colours(page, canvas(page))) > 40)
  })

test('half-typed text keeps the last good picture and says what is missing', async (t) => {
  const { page, site } = await open(t)
  await openTutor(page, site, '#l=grayscale-vs-rgb')
  await openTwin(page)
  await part(page, 'answer').first().check()
  const before = await state(page)
  await part(page, 'program').fill(before.program.replace('shape=(16, 16, 3)', 'shape=(16, 16, 3'))
  const now = await state(page)
  assert.equal(now.verdict, 'unfinished')
  assert.match(now.sentence, /line \d+: .*\)/)
  assert.equal(now.scene, before.scene)
  assert.equal(now.message, before.message)
})

test('a link of version 1 opens what it always opened', async (t) => {
  const { page, site } = await open(t)
  await openTutor(page, site, '#l=grayscale-vs-rgb&s=1.q1YqKMpPL0rMVbJSKijKzCvRUM9OLShRSMsvUkgtSy1S14zJU9IBKUrLzElVslLKTi1KLDZS0lEqLkktULIyqgUA')
  const { lesson, program, profile, step } = await state(page)
  assert.deepEqual({ lesson: lesson.name, program, profile, step }, { lesson: 'grayscale-vs-rgb', program: "print('kept for ever')\n", profile: 'keras2', step: 2 })
})

test('a host that sends the module as octet-stream will do', async (t) => {
  const { page, site } = await open(t, { site: { types: { '.wasm': 'application/octet-stream' } } })
  await openTutor(page, site, '#l=grayscale-vs-rgb')
})

test('a module that is not there ends in a card that says so and can be tried again', async (t) => {
  const missing = { '/host.html': { body: host }, '/core.wasm': { body: 'nothing here', type: 'text/html', status: 404 } }
  const { page, site } = await open(t, { site: { overlay: missing }, problems: 'allowed' })
  await page.goto(`${site.url}host.html`)
  await page.locator('misfit-tutor [part="open"]').click()
  await page.getByText(/The tutor stopped: core.wasm could not be loaded \(404\)/).waitFor({ timeout: 10_000 })
  delete missing['/core.wasm']
  await page.locator('misfit-tutor [part="open"]').click()
  await until(page, Boolean, null, 30_000)
})

test('a page that may not use storage can do a lesson', async (t) => {
  const { page, site } = await open(t)
  await page.addInitScript(() => Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } }))
  await openTutor(page, site, '#l=grayscale-vs-rgb')
  await openTwin(page)
  await part(page, 'answer').first().check()
  assert.equal((await state(page)).lesson.steps[0].done, true)
})

test('of many tutors on a page the oldest freeze to their pictures and come back as they were', async (t) => {
  const many = `<!doctype html><meta charset="utf-8"><title>Many</title><link rel="icon" href="icon.svg"><script type="module" src="misfit.js"></script>` +
    Array.from({ length: 6 }, (_, i) => `<misfit-tutor id="t${i}" lesson="grayscale-vs-rgb"></misfit-tutor>`).join('')
  const { page, site } = await open(t, { site: { overlay: { '/many.html': { body: many } } } })
  await page.goto(`${site.url}many.html`)
  const one = (id) => page.evaluate((name) => document.getElementById(name).tutor?.state?.program, id)
  for (let i = 0; i < 6; ++i) {
    await page.locator(`#t${i} [part="open"]`).click()
    await poll(async () => (await one(`t${i}`)) !== undefined)
    if (i === 0) await page.evaluate(() => document.getElementById('t0').tutor.act('edit', "print('mine')\n"))
  }
  assert.equal(await page.evaluate(() => [...document.querySelectorAll('misfit-tutor')].filter((e) => e.tutor).length), 4)
  assert.notEqual(await one('t5'), "print('mine')\n")
  await page.locator('#t0 canvas.frozen').waitFor()
  await page.locator('#t0 [part="open"]').click()
  await poll(async () => (await one('t0')) !== undefined)
  assert.equal(await one('t0'), "print('mine')\n")
})

test('run() and explain() work without a screen', async (t) => {
  const { page, site } = await open(t)
  await page.goto(`${site.url}index.html`)
  const answer = await page.evaluate(async () => {
    const { run } = await import('./misfit.js')
    const seen = []
    const result = await run("print('a')\nprint(1/0)\n", { profile: 'keras2', onStdout: (text) => seen.push(text) })
    return { result, seen: seen.join('') }
  })
  assert.equal(answer.result.stdout, 'a\n')
  assert.equal(answer.result.exception.type, 'ZeroDivisionError')
  assert.equal(answer.result.exception.line, 2)
  assert.equal(answer.seen, 'a\n')
})

test('the module can be imported where there is no browser', async () => {
  const module = await import('../../web/misfit.js')
  assert.equal(typeof module.run, 'function')
})
