// The story of each lesson in a real browser: what fails, its words, an edit through the canvas and one through the twin, training.
import test from 'node:test'
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { open } from './support/browser.mjs'
import { colours, lessons, openTutor, openTwin, part, quiet, sameText, state } from './support/tutor.mjs'

const records = JSON.parse(readFileSync(new URL('./support/records.json', import.meta.url)))

for (const lesson of lessons)
  test(`${lesson}: the error in the twin is TensorFlow's, in both profiles`, async (t) => {
    const { page, site } = await open(t)
    await openTutor(page, site, `#l=${lesson}`)
    await openTwin(page)
    await part(page, 'answer').first().check()
    for (const profile of ['keras3', 'keras2']) {
      await part(page, 'profile').selectOption(profile)
      const want = records[lesson][profile].exception
      const now = await state(page)
      if (want) {
        assert.equal(await part(page, 'message').textContent(), want.message)
        assert.equal(now.type, want.type)
        assert.equal(now.line, want.line)
      } else {
        assert.equal(now.verdict, 'runs')
        assert.equal(await part(page, 'message').textContent(), '')
      }
    }
    assert.ok((await colours(page, page.locator('misfit-tutor canvas'))) > 40, 'the picture is blank')
  })

test('canary: a canvas that draws nothing is seen to be blank', async (t) => {
  const { page, site } = await open(t)
  await page.goto(`${site.url}/index.html`)
  await page.evaluate(() => { document.body.innerHTML = '<canvas width="600" height="400"></canvas>' })
  assert.ok((await colours(page, page.locator('canvas'))) <= 2)
})

test('an edit of a length in the twin makes the error go, undo brings it back', async (t) => {
  const { page, site } = await open(t)
  await openTutor(page, site, '#l=grayscale-vs-rgb')
  await openTwin(page)
  await part(page, 'answer').first().check()
  assert.equal((await state(page)).verdict, 'fails')
  const wrong = (await state(page)).literals.find((l) => l.value === 3 && l.shape)
  await page.locator(`misfit-tutor [part="number"]`).nth((await state(page)).literals.filter((l) => l.shape).findIndex((l) => l.index === wrong.index)).fill('1')
  await page.keyboard.press('Tab')
  assert.equal((await state(page)).verdict, 'runs')
  await part(page, 'undo').click()
  assert.equal((await state(page)).verdict, 'fails')
})

test('typing in the canvas edits the program: select all, paste, and the verdict follows', async (t) => {
  const { page, site, context } = await open(t)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openTutor(page, site, '#l=grayscale-vs-rgb')
  const before = (await state(page)).program
  const fixed = before.replace('(16, 16, 3)', '(16, 16, 1)')
  await page.evaluate((text) => navigator.clipboard.writeText(text), fixed)
  const box = await page.locator('misfit-tutor canvas').boundingBox()
  await page.mouse.click(box.x + 200, box.y + 240)
  await page.keyboard.press('Control+A')
  await page.keyboard.press('Control+V')
  await quiet(page)
  const after = await state(page)
  assert.equal(after.program.trim(), fixed.trim())
  assert.equal(after.verdict, 'runs')
})

test('training lowers the loss and prints what TensorFlow prints', async (t) => {
  const { page, site } = await open(t)
  await openTutor(page, site, '#l=large-initializers')
  await openTwin(page)
  await part(page, 'answer').first().check()
  await part(page, 'run').click()
  await page.waitForFunction(() => document.querySelector('misfit-tutor').tutor.state.curves.some((c) => c.kind === 'yours' && c.state === 'done'), null, { timeout: 60_000 })
  const curve = (await state(page)).curves.find((c) => c.kind === 'yours')
  assert.ok(curve.last < curve.first)
  sameText(await part(page, 'stdout').textContent(), records['large-initializers'].keras3.stdout)
})
