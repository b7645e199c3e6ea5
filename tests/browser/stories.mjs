// Every lesson from its question to its challenge: in the DOM twin alone, with the mouse alone, with the keyboard alone.
import test from 'node:test'
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { open, root } from './support/browser.mjs'
import { canvas, controls, lessons, openTutor, openTwin, part, press, quiet, state, tabTo, trained, tried, until } from './support/tutor.mjs'

const program = (lesson, name) => readFileSync(join(root, 'lessons', lesson, name), 'utf8')
// Where nothing is wrong, or only training shows what is, there is nothing to apply.
const nothingWrong = new Set(['integer-data', 'large-initializers'])
const small = { context: { viewport: { width: 1000, height: 640 }, reducedMotion: 'reduce' } }   // less to draw
const finished = (s, steps) => s.lesson.steps.slice(0, steps).every((step) => step.done)

for (const lesson of lessons)
  test(`${lesson}: in the twin alone`, async (t) => {
    const { page, site } = await open(t, small)
    await openTutor(page, site)
    await openTwin(page)
    const title = (await state(page)).lessons.find((l) => l.name === lesson).title
    await part(page, 'lesson').getByText(title, { exact: true }).click()
    await part(page, 'answer').nth((await state(page)).lesson.answer).check()
    await part(page, 'next').click()
    await part(page, 'next').click()
    await part(page, 'next').click()
    if (nothingWrong.has(lesson)) {
      await part(page, 'program').fill(program(lesson, 'fix-1.py'))
    } else {
      await until(page, tried)
      await part(page, 'fix').first().locator('[part="apply"]').click()
    }
    await until(page, (s) => s.verdict === 'runs')
    await part(page, 'next').click()
    await part(page, 'prove').click()
    await until(page, trained)
    await part(page, 'next').click()
    await part(page, 'program').fill(program(lesson, 'challenge-fix.py'))
    await until(page, finished, 6)
    assert.match(await part(page, 'verdict').textContent(), /Runs/)
  })

for (const lesson of lessons)
  test(`${lesson}: with the mouse alone`, async (t) => {
    const { page, site } = await open(t, small)
    await openTutor(page, site)
    const { title } = (await state(page)).lessons.find((l) => l.name === lesson)
    await press(page, title)
    const { options, answer } = (await state(page)).lesson
    await press(page, options[answer])
    await press(page, 'Run it')
    await press(page, 'Read it')
    await press(page, 'Fix it')
    if (!nothingWrong.has(lesson)) {
      await until(page, tried)
      await quiet(page)
      await press(page, (await controls(page)).find((c) => /^Apply/.test(c.name)).name)
      await until(page, (s) => s.verdict === 'runs')
    }
    await press(page, 'Prove')
    await press(page, 'Train them')
    await until(page, trained)
    await until(page, (s) => !s.training)
    await press(page, 'Take the challenge')
    await until(page, finished, nothingWrong.has(lesson) ? 3 : 5)
  })

for (const lesson of lessons)
  test(`${lesson}: with the keyboard alone`, async (t) => {
    const { page, site } = await open(t, small)
    await openTutor(page, site)
    await page.keyboard.press('Tab')
    const { title } = (await state(page)).lessons.find((l) => l.name === lesson)
    await tabTo(page, title)
    const { options, answer } = (await state(page)).lesson
    await tabTo(page, options[answer])
    for (const step of ['Alt+2', 'Alt+3', 'Alt+4']) {
      await page.keyboard.press(step)
      await quiet(page)
    }
    if (!nothingWrong.has(lesson)) {
      await until(page, tried)
      await quiet(page)
      await tabTo(page, (await controls(page)).find((c) => /^Apply/.test(c.name)).name)
      await until(page, (s) => s.verdict === 'runs')
    }
    await page.keyboard.press('Control+Enter')
    await until(page, trained)
    await until(page, (s) => !s.training)
    await page.keyboard.press('Alt+6')
    await quiet(page)
    await until(page, finished, nothingWrong.has(lesson) ? 3 : 5)
  })
