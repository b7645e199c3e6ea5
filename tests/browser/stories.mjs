// Every lesson through all six steps: in the DOM twin alone, with the mouse alone, with the keyboard alone.
import test from 'node:test'
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { open, root } from './support/browser.mjs'
import { controls, lessons, openTutor, openTwin, part, press, quiet, state, tabTo, trained, tried, until } from './support/tutor.mjs'

const program = (lesson, name) => readFileSync(join(root, 'lessons', lesson, name), 'utf8')
const small = { context: { viewport: { width: 1000, height: 640 }, reducedMotion: 'reduce' } }   // less to draw
const done = (step) => (s) => s.lesson.steps[step].done
const [fix, prove, challenge] = [3, 4, 5]
const nothingWrong = 'integer-data'                   // nothing of it has to be mended, and the tutor says so
const allDone = (s) => assert.deepEqual(s.lesson.steps.filter((step) => !step.done), [])

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
    if (lesson === nothingWrong) {
      await part(page, 'fixes').getByText('There is nothing to mend').waitFor()
    } else {
      await until(page, tried)
      await part(page, 'fix').first().locator('[part="apply"]').click()
      assert.match(await part(page, 'verdict').textContent(), /Runs/)
    }
    await until(page, done(fix))
    await part(page, 'next').click()
    await part(page, 'prove').click()
    await until(page, done(prove))
    await until(page, (s) => !s.training)
    await part(page, 'next').click()
    assert.equal(await part(page, 'program').inputValue(), program(lesson, 'challenge.py'))
    await part(page, 'program').fill(program(lesson, 'challenge-fix.py'))
    assert.match(await part(page, 'verdict').textContent(), /Runs/)
    allDone(await until(page, done(challenge)))
  })

// The first fix that is offered; there is none, and none is needed, where nothing is wrong.
async function mend(page, lesson, use) {
  if (lesson !== nothingWrong) {
    await until(page, tried)
    await quiet(page)
    await use(page, (await controls(page)).find((c) => /^fix /.test(c.name)).name)
  }
  await until(page, done(fix))
  await quiet(page)
}

for (const [how, use] of [['mouse', press], ['keyboard', tabTo]])
  for (const lesson of lessons)
    test(`${lesson}: with the ${how} alone`, async (t) => {
      const { page, site } = await open(t, small)
      await openTutor(page, site)
      if (how === 'keyboard') await page.keyboard.press('Tab')
      const { title } = (await state(page)).lessons.find((l) => l.name === lesson)
      await use(page, title)
      const { options, answer } = (await state(page)).lesson
      await use(page, options[answer])
      await use(page, 'Run it')
      await use(page, 'Read it')
      await use(page, 'Fix it')
      await mend(page, lesson, use)
      await use(page, 'Prove it')
      await until(page, trained)
      await until(page, (s) => !s.training)
      // Where there is little room the button has one word, as the step above has.
      if ((await controls(page)).some((c) => c.name === 'Take the challenge')) await use(page, 'Take the challenge')
      else await use(page, 'Challenge', 1)
      await until(page, tried)
      await quiet(page)
      await use(page, 'Show what would repair it')
      await use(page, 'fix 0')
      allDone(await until(page, done(challenge)))
      await quiet(page)
      assert.ok((await controls(page)).some((c) => c.name === 'Next lesson') || lesson === lessons.at(-1))
    })

test('the keys of the steps, of running and of typing take a lesson to its end too', async (t) => {
  const { page, site } = await open(t, small)
  const lesson = 'grayscale-vs-rgb'
  await openTutor(page, site, `#l=${lesson}`)
  await page.keyboard.press('Tab')
  const { options, answer } = (await state(page)).lesson
  await tabTo(page, options[answer])
  for (const step of ['Alt+2', 'Alt+3', 'Alt+4']) {
    await page.keyboard.press(step)
    await quiet(page)
  }
  await mend(page, lesson, tabTo)
  await page.keyboard.press('Control+Enter')
  await until(page, done(prove))
  await until(page, (s) => !s.training)
  await page.keyboard.press('Alt+6')
  await quiet(page)
  await page.keyboard.press('F2')
  await quiet(page)
  await page.keyboard.press('Control+A')
  await page.keyboard.insertText(program(lesson, 'challenge-fix.py'))
  allDone(await until(page, done(challenge)))
})
