// What browser tests do with a tutor: open a lesson, read its twin, look at its picture.
import assert from 'node:assert/strict'

export const lessons = ['grayscale-vs-rgb', 'flattened-inputs', 'integer-data', 'unscaled-pixels', 'wrong-one-hot-depth', 'large-initializers']

// Opens the full page at a fragment and waits until the tutor is there.
export async function openTutor(page, site, fragment = '') {
  await page.goto(`${site.url}/index.html${fragment}`)
  await page.waitForFunction(() => document.querySelector('misfit-tutor')?.tutor?.state, null, { timeout: 30_000 })
  await quiet(page)
}

// Until no frame has been drawn for a while.
export async function quiet(page, still = 250) {
  await page.evaluate(async (time) => {
    const { tutor } = document.querySelector('misfit-tutor')
    for (let before = -1; before !== tutor.frames; ) {
      before = tutor.frames
      await new Promise((done) => setTimeout(done, time))
    }
  }, still)
}

export const state = (page) => page.evaluate(() => document.querySelector('misfit-tutor').tutor.state)
export const part = (page, name) => page.locator(`misfit-tutor [part="${name}"]`)
export const openTwin = (page) => page.evaluate(() => { document.querySelector('misfit-tutor').shadowRoot.querySelector('details.text').open = true })

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
