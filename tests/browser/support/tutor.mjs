// What browser tests do with a tutor: open a lesson, read its twin, press what the picture shows, look at the picture.
import assert from 'node:assert/strict'

export const lessons = ['grayscale-vs-rgb', 'flattened-inputs', 'integer-data', 'unscaled-pixels', 'wrong-one-hot-depth', 'large-initializers']

// Opens the full page at a fragment and waits until the tutor is there.
export async function openTutor(page, site, fragment = '') {
  await page.goto(`${site.url}index.html${fragment}`)
  await until(page, Boolean, null, 30_000)
  await quiet(page)
}

// Until no frame is due and none has been drawn for a while.
export async function quiet(page, still = 120) {
  await page.evaluate(async (time) => {
    const { tutor } = document.querySelector('misfit-tutor')
    const end = performance.now() + 20_000
    for (let before = -1; before !== tutor.frames || tutor.waking; ) {
      if (performance.now() > end) throw new Error('the picture never comes to rest')
      before = tutor.frames
      await new Promise((done) => setTimeout(done, time))
    }
  }, still)
}

export const state = (page) => page.evaluate(() => document.querySelector('misfit-tutor')?.tutor?.state)
export const part = (page, name) => page.locator(`misfit-tutor [part="${name}"]`)
export const openTwin = (page) => part(page, 'text').click()
export const canvas = (page) => page.locator('misfit-tutor canvas')

// Waits until the state, as the twin has it, is as `holds` says.
export async function until(page, holds, value, timeout = 60_000) {
  const end = Date.now() + timeout
  for (;;) {
    const now = await state(page)
    if (now && holds(now, value)) return now
    assert.ok(Date.now() < end, `never: ${holds} with ${JSON.stringify(value)}; step ${now?.step}, ${now?.verdict}: ${now?.sentence}`)
    await page.waitForTimeout(60)
  }
}
export const trained = (s) => s.curves.some((c) => c.kind === 'yours' && c.state === 'done')
export const tried = (s) => !s.fixesRunning && s.fixes.length > 0

// What can be pressed in the picture.
export const controls = (page) => page.evaluate(() => JSON.parse(document.querySelector('misfit-tutor').tutor.text('_misfit_controls')))

// With the mouse: scrolls to what is called so, and clicks it.
export async function press(page, name, which = 0) {
  const box = await canvas(page).boundingBox()
  for (let turn = 0; turn < 30; ++turn) {
    const found = (await controls(page)).filter((c) => c.name === name)[which]
    assert.ok(found, `nothing in the picture is called ${name}: ${(await controls(page)).map((c) => c.name).join(', ')}`)
    const x = box.x + found.x + found.w / 2, y = found.y + Math.min(found.h / 2, 20)
    const top = Math.max(found.top, 0) + 6, bottom = Math.min(found.bottom, box.height) - 6
    if (y > top && y < bottom) {
      await page.mouse.click(x, box.y + y)
      return quiet(page)
    }
    await page.mouse.move(x, box.y + (top + bottom) / 2)
    await page.mouse.wheel(0, y >= bottom ? 90 : -90)
    await quiet(page, 40)
  }
  assert.fail(`${name} could not be scrolled to`)
}

// With the keyboard: Tab until it has the focus, then Enter.
export async function tabTo(page, name, which = 0) {
  for (let turn = 0; turn < 90; ++turn) {
    const all = await controls(page)
    const found = all.filter((c) => c.name === name)
    if (found[which]?.focused) {
      await page.keyboard.press('Enter')
      return quiet(page)
    }
    await page.keyboard.press('Tab')
    await quiet(page, 20)
  }
  assert.fail(`Tab never comes to ${name}: ${(await controls(page)).map((c) => c.name + (c.focused ? '*' : '')).join(', ')}`)
}

// Colours of the canvas as a person sees it: a screenshot, sampled. One colour everywhere is a blank picture.
export async function colours(page, locator) {
  const png = (await locator.screenshot()).toString('base64')
  return page.evaluate(async (data) => {
    const image = new Image()
    image.src = `data:image/png;base64,${data}`
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.width
    canvas.height = image.height
    const context = canvas.getContext('2d')
    context.drawImage(image, 0, 0)
    const { data: pixels } = context.getImageData(0, 0, image.width, image.height)
    const seen = new Set()
    for (let i = 0; i < pixels.length; i += 4 * 7) seen.add((pixels[i] << 16) | (pixels[i + 1] << 8) | pixels[i + 2])
    return seen.size
  }, png)
}

// Numbers in a text may differ in their last digits.
export function sameText(got, want) {
  const words = (text) => text.trim().split(/\s+/)
  const a = words(got), b = words(want)
  assert.equal(a.length, b.length, `${got}\n---\n${want}`)
  a.forEach((word, i) => {
    const x = Number(word), y = Number(b[i])
    if (Number.isFinite(x) && Number.isFinite(y) && /[.e]/.test(b[i])) assert.ok(Math.abs(x - y) <= Math.max(0.0101, 2e-4 * Math.abs(y)), `${word} for ${b[i]}`)
    else assert.equal(word, b[i])
  })
}
