// The element in somebody else's page: nothing before a click, no key or wheel taken from the page, links, policy, bad input.
import test from 'node:test'
import assert from 'node:assert/strict'
import { open } from './support/browser.mjs'
import { openTutor, openTwin, part, quiet, state } from './support/tutor.mjs'

const host = `<!doctype html><meta charset="utf-8"><title>Docs</title><link rel="icon" href="icon.svg">
<script type="module" src="misfit.js"></script><h1>Docs</h1><input id="own"><misfit-tutor lesson="grayscale-vs-rgb"><p>A lesson about channels.</p></misfit-tutor>
<p id="foot"><a href="#end">end</a></p><div id="tall"></div>`
const overlay = { '/host.html': { body: host } }

test('before a click: no WebAssembly, no WebGL, the text is there; then the element opens', async (t) => {
  const { page, site } = await open(t, { site: { overlay } })
  await page.goto(`${site.url}/host.html`)
  await page.waitForSelector('misfit-tutor')
  await page.waitForTimeout(400)
  assert.deepEqual(site.requests.filter((r) => /core|tutor|fonts|worker/.test(r)), [])
  assert.equal(await page.evaluate(() => document.querySelector('misfit-tutor').shadowRoot.querySelector('canvas')), null)
  assert.equal(await page.evaluate(() => document.activeElement === document.body && scrollY === 0), true)
  await page.locator('misfit-tutor [part="open"]').click()
  await page.waitForFunction(() => document.querySelector('misfit-tutor').tutor?.state, null, { timeout: 30_000 })
  assert.equal(await page.evaluate(() => location.hash), '')
})

test("the page keeps its keys and its wheel", async (t) => {
  const { page, site } = await open(t, { site: { overlay } })
  await page.goto(`${site.url}/host.html`)
  await page.evaluate(() => { document.querySelector('#tall').style.height = '3000px' })
  await page.locator('misfit-tutor [part="open"]').click()
  await page.waitForFunction(() => document.querySelector('misfit-tutor').tutor?.state, null, { timeout: 30_000 })
  await page.locator('#own').click()
  const program = (await state(page)).program
  await page.keyboard.type('xyz')
  await page.keyboard.press('Backspace')
  assert.equal(await page.locator('#own').inputValue(), 'xy')
  assert.equal((await state(page)).program, program)
  const box = await page.locator('misfit-tutor canvas').boundingBox()
  await page.mouse.move(box.x + box.width / 2, box.y + 200)
  await page.mouse.wheel(0, 120)
  await page.waitForFunction(() => scrollY > 0)
})

test('no frame is drawn while nothing happens', async (t) => {
  const { page, site } = await open(t)
  await openTutor(page, site, '#l=grayscale-vs-rgb')
  await quiet(page, 600)
  const before = await page.evaluate(() => document.querySelector('misfit-tutor').tutor.frames)
  await page.waitForTimeout(2000)
  assert.equal(await page.evaluate(() => document.querySelector('misfit-tutor').tutor.frames), before)
})

test('the canvas is as sharp as the screen', async (t) => {
  for (const deviceScaleFactor of [1, 2]) {
    const { page, site } = await open(t, { context: { deviceScaleFactor } })
    await openTutor(page, site, '#l=grayscale-vs-rgb')
    const { width, css } = await page.evaluate(() => {
      const canvas = document.querySelector('misfit-tutor').shadowRoot.querySelector('canvas')
      return { width: canvas.width, css: canvas.getBoundingClientRect().width }
    })
    assert.ok(Math.abs(width - css * deviceScaleFactor) <= 1, `${width} for ${css} at ${deviceScaleFactor}`)
  }
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
  await part(page, 'program').fill("print('from a link')\n")
  await page.waitForFunction(() => location.hash.includes('s=1.'))
  const hash = await page.evaluate(() => location.hash)
  await page.goto('about:blank')
  await openTutor(page, site, hash)
  assert.equal((await state(page)).program, "print('from a link')\n")
})

test('programs without end, without measure and without sense leave the page usable', async (t) => {
  const { page, site } = await open(t)
  await openTutor(page, site, '#l=grayscale-vs-rgb')
  await openTwin(page)
  for (const program of ['while True: pass\n', 'def f(): f()\nf()\n', 'import numpy as np\nnp.zeros((10**6, 10**6))\n', "while True: print('x' * 100)\n", '\u0000\u0001(((' + 'a[{'.repeat(3000)]) {
    const start = Date.now()
    await part(page, 'program').fill(program)
    const now = await state(page)
    assert.ok(Date.now() - start < 3000, `${program.slice(0, 20)} took ${Date.now() - start} ms`)
    assert.equal(now.program, program)
    assert.notEqual(now.sentence, '')
  }
  await part(page, 'program').fill('print(1)\n')
  assert.equal((await state(page)).verdict, 'runs')
})

test('run() and explain() work without a screen', async (t) => {
  const { page, site } = await open(t)
  await page.goto(`${site.url}/index.html`)
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
