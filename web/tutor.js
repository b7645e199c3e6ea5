// One open tutor: the module, its canvas, its worker, its twin. Loaded when somebody asks for it.
import { compileCore, from } from './compile.js'
import createCore from './core.js'
import { WorkerQueue } from './engine.js'
import { Input } from './input.js'
import { readLink, writeLink } from './link.js'
import { store } from './store.js'
import { Twin } from './twin.js'

const fonts = ['Inter-Regular.otf', 'Inter-SemiBold.otf', 'JetBrainsMono-Regular.ttf', 'JetBrainsMono-SemiBold.ttf']
const largest = 4096
const longest = 100_000  // of a link; a longer program stays where it is

// Once a page, for all its tutors; what failed is asked for again.
const kept = new Map()
function once(name, make) {
  if (!kept.has(name)) kept.set(name, make().catch((error) => (kept.delete(name), Promise.reject(error))))
  return kept.get(name)
}

async function bytesOf(name, alive) {
  const answer = await fetch(new URL(name, import.meta.url))
  if (!answer.ok) throw new Error(`${name} could not be loaded (${answer.status}).`)
  const bytes = new Uint8Array(await answer.arrayBuffer())
  alive(bytes.length)
  return bytes
}

export class Tutor {
  static async open(element, options) {
    const tutor = new Tutor(element)
    await tutor.load(options)
    return tutor
  }

  constructor(element) {
    this.element = element
    this.full = element.hasAttribute('full')
    this.frames = 0                                // counted for tests and for nothing else
    this.settle = 0
    this.waking = 0
    this.closing = new AbortController()
  }

  async load({ focus, alive }) {
    const [compiled, loaded, link] = await Promise.all([
      once('core', () => compileCore(alive)),
      Promise.all(fonts.map((name) => once(name, () => bytesOf(`fonts/${name}`, alive)))),
      this.element.resume ?? (this.full ? readLink(location.hash) : {}),
    ])
    this.canvas = document.createElement('canvas')
    this.module = await createCore({
      canvas: this.canvas,
      instantiateWasm: from(compiled),
      onRequest: (kind, job, text, profile) => this.queue.request(kind, job, text, profile),
      onCopy: (text) => this.copy(text),
      onShare: () => this.share(),
    })
    if (this.closing.signal.aborted) return
    this.queue = new WorkerQueue(this.module, compiled, (news) => this.news(news))
    loaded.forEach((bytes, i) => this.call('_misfit_font', i, bytes))
    this.build()
    this.drawn = this.module._misfit_start(1) === 1
    if (!this.drawn) this.module._misfit_start(0)
    this.root.classList.toggle('no-canvas', !this.drawn)
    this.twin = new Twin(this.root.querySelector('.twin'), (name, ...values) => this.act(name, ...values))
    this.listenText()
    this.listenFiles()
    if (this.drawn) this.listen()
    this.theme()
    this.open(link)
    if (!this.drawn) this.notice('This browser gives no WebGL 2, so there is no picture; the text below does everything.')
    if (focus && this.drawn) this.typing.focus({ preventScroll: true })
    this.element.dispatchEvent(new CustomEvent('misfit-ready', { bubbles: true, composed: true }))
  }

  // The shadow root: picture and twin. Styles come from a file, as strict hosts ask.
  build() {
    this.root = document.createElement('div')
    this.root.className = 'tutor'
    this.root.innerHTML = `<div class="stage"><textarea class="typing" aria-label="Keyboard input for the picture" autocapitalize="off"
      autocomplete="off" autocorrect="off" spellcheck="false" inputmode="none" tabindex="0"></textarea></div>
      <p class="notice" role="status" hidden></p><section class="text"><p class="bar"><button type="button" part="text"
      aria-expanded="false">Text view</button></p><div class="twin"></div></section>`
    const stage = this.root.querySelector('.stage')
    this.canvas.setAttribute('role', 'img')
    this.canvas.setAttribute('part', 'canvas')
    stage.prepend(this.canvas)
    this.typing = this.root.querySelector('.typing')
    const sheet = this.element.shadowRoot.querySelector('link')
    for (const child of [...this.element.shadowRoot.children]) if (child !== sheet) child.remove()   // moved, it would load again
    this.element.shadowRoot.append(this.root)
  }

  // The twin is there for everybody who reads with ears or keys; it is unfolded on the screen when asked for or entered.
  listenText() {
    const section = this.root.querySelector('.text')
    const button = section.querySelector('button')
    const unfold = (open) => {
      section.classList.toggle('open', open)
      button.setAttribute('aria-expanded', String(open))
    }
    button.onclick = () => unfold(!section.classList.contains('open'))
    section.querySelector('.twin').addEventListener('focusin', () => unfold(true), { signal: this.closing.signal })
    unfold(!this.drawn)
  }

  listen() {
    const options = { signal: this.closing.signal }
    this.input = new Input({
      module: this.module, canvas: this.canvas, typing: this.typing, always: this.full,
      call: (name, ...values) => this.call(name, ...values), focused: () => this.text('_misfit_focused'), wake: (now) => this.wake(now),
    })
    this.canvas.addEventListener('webglcontextlost', (e) => {
      e.preventDefault()
      this.lost = true
      this.patience = setTimeout(() => this.notice('The picture was lost and did not come back. The text view goes on; reload for the picture.'), 3000)
    }, options)
    this.canvas.addEventListener('webglcontextrestored', () => {
      clearTimeout(this.patience)
      this.lost = false
      this.module._misfit_restored()
      this.wake()
    }, options)
    const size = (entries) => {
      const exact = entries[0]?.devicePixelContentBoxSize?.[0]
      this.measure(exact)
      this.wake()
    }
    this.sizes = new ResizeObserver(size)
    try {
      this.sizes.observe(this.canvas, { box: 'device-pixel-content-box' })
    } catch {
      this.sizes.observe(this.canvas)
    }
    this.seen = new IntersectionObserver((entries) => {
      this.visible = entries.at(-1).isIntersecting
      if (this.visible) this.wake()
    })
    this.seen.observe(this.canvas)
    document.addEventListener('visibilitychange', () => document.hidden || this.wake(), options)
    this.density()
    for (const query of ['(prefers-color-scheme: dark)', '(prefers-reduced-motion: reduce)'])
      matchMedia(query).addEventListener('change', () => this.theme(), options)
    this.measure()
  }

  // The pixels behind the canvas follow its box and the density of the screen; the box is the page's alone.
  measure(exact) {
    const box = this.canvas.getBoundingClientRect()
    this.ratio = devicePixelRatio
    const density = Math.min(3, devicePixelRatio || 1)
    this.width = Math.max(1, box.width)
    this.height = Math.max(1, box.height)
    // The exact number of pixels, where the browser knows it; it differs from the product only by rounding.
    const pixels = (points, known) => Math.min(largest, Math.abs((known ?? -9) - points * density) < 2 ? known : Math.round(points * density))
    const width = pixels(this.width, exact?.inlineSize)
    const height = pixels(this.height, exact?.blockSize)
    this.scale = width / this.width
    if (this.canvas.width !== width) this.canvas.width = width
    if (this.canvas.height !== height) this.canvas.height = height
  }

  density() {
    const query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`)
    query.addEventListener('change', () => {
      this.measure()
      this.wake()
      this.density()
    }, { once: true, signal: this.closing.signal })
  }

  // A program or a model's description, dropped on the element.
  listenFiles() {
    const on = (type, f) => this.root.addEventListener(type, f, { signal: this.closing.signal })
    on('dragover', (e) => e.dataTransfer.types.includes('Files') && e.preventDefault())
    on('drop', async (e) => {
      const file = e.dataTransfer.files[0]
      if (!file) return
      e.preventDefault()
      this.act('open_file', new Uint8Array(await file.arrayBuffer()))
    })
  }

  open(link) {
    const profile = link.profile ?? this.element.getAttribute('profile')
    if (profile === 'keras2') this.module._misfit_profile(0)
    const lesson = link.lesson ?? this.element.getAttribute('lesson')
    const kept = store.get('progress')
    if (kept) this.call('_misfit_restore_progress', kept)
    let problem = link.problem
    if (lesson && !this.call('_misfit_open_lesson', lesson)) problem = `There is no lesson called “${lesson.slice(0, 80)}”. Choose one of these.`
    const program = link.program ?? (lesson ? '' : this.element.given?.trim() && this.element.given)
    if (program && lesson && !problem) this.call('_misfit_edit', program)
    else if (program) this.call('_misfit_open_program', program)
    if (Number.isInteger(link.step)) this.module._misfit_step(Math.min(5, Math.max(0, link.step)))
    if (problem) this.notice(problem)
    this.changed()
  }

  attribute(name, value) {
    if (name === 'profile') this.act('profile', value === 'keras2' ? 0 : 1)
    else if (name === 'lesson' && value) this.act('open_lesson', value)
    else if (name === 'theme') this.theme()
  }

  theme() {
    const asked = this.element.getAttribute('theme')
    const dark = asked ? asked === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
    this.module._misfit_theme(dark ? 1 : 0)
    this.module._misfit_motion(matchMedia('(prefers-reduced-motion: reduce)').matches ? 1 : 0)
    this.wake()
  }

  // Calls an export with numbers, strings, and bytes, which it gets with their length.
  call(name, ...values) {
    const held = []
    const room = (bytes) => held[held.push(this.module._malloc(bytes)) - 1]
    const plain = values.flatMap((value) => {
      if (typeof value === 'string') {
        const bytes = this.module.lengthBytesUTF8(value) + 1
        const at = room(bytes)
        this.module.stringToUTF8(value, at, bytes)
        return at
      }
      if (!(value instanceof Uint8Array)) return value
      const at = room(value.length)
      this.module.HEAPU8.set(value, at)
      return [at, value.length]
    })
    let result
    try {
      result = this.module[name](...plain)
    } catch (error) {
      this.broken(error)
      throw error
    }
    for (const at of held) this.module._free(at)
    return result
  }

  // The module stopped (out of memory, most likely). The element says so, and keeps the text.
  broken(error) {
    const text = this.twin?.program.value
    queueMicrotask(() => this.element.fail(`${String(error.message ?? error).slice(0, 200)}. The text is kept here.`, text))
  }

  text(name) {
    return this.module.UTF8ToString(this.module[name]())
  }

  // Something the twin, the host page or a link did: the picture and the twin follow in the same turn.
  act(name, ...values) {
    const result = this.call(`_misfit_${name}`, ...values)
    this.wake(true)
    this.changed()
    return result
  }

  news({ progress, done }) {
    if (this.closing.signal.aborted) return
    if (progress) this.element.dispatchEvent(new CustomEvent('misfit-progress', { bubbles: true, composed: true, detail: progress }))
    this.module._misfit_pump()
    this.wake()
    if (done) this.changed()
    else this.told ||= setTimeout(() => {
      this.told = 0
      if (!this.closing.signal.aborted) this.changed()
    }, 200)
    if (done === 'train') this.element.dispatchEvent(new CustomEvent('misfit-complete', { bubbles: true, composed: true }))
  }

  // Draws on the next animation frame (or now), and goes on only while something moves.
  wake(now = false) {
    if (!this.drawn || this.closing.signal.aborted) return
    this.settle = Math.max(this.settle, 2)
    if (now) this.frame()
    else this.waking ||= requestAnimationFrame(() => this.frame())
  }

  frame() {
    cancelAnimationFrame(this.waking)
    this.waking = 0
    if (this.lost || document.hidden || this.visible === false || !this.width) return
    if (devicePixelRatio !== this.ratio) this.measure()   // whether or not the browser said so
    const more = this.call('_misfit_frame', performance.now() / 1000, this.width, this.height, this.scale)
    ++this.frames
    this.input?.after()
    if (more || --this.settle > 0) this.waking = requestAnimationFrame(() => this.frame())
    else this.changed()
    if (more) this.settle = Math.max(this.settle, 1)
  }

  // Tells the twin, and the page when the verdict is another one.
  changed() {
    const state = JSON.parse(this.text('_misfit_state'))
    this.state = state
    this.twin.show(state)
    this.canvas.setAttribute('aria-label', [state.lesson?.title, state.hidden ? '' : state.sentence, state.scene].filter(Boolean).join('. '))
    const progress = this.text('_misfit_progress')
    if (progress !== this.progress) store.set('progress', (this.progress = progress))
    const verdict = `${state.profile}\n${state.verdict}\n${state.program}`
    if (verdict !== this.verdict && state.verdict !== 'none' && state.verdict !== 'unfinished') {
      this.verdict = verdict
      this.element.dispatchEvent(new CustomEvent('misfit-verdict', { bubbles: true, composed: true, detail: JSON.parse(this.text('_misfit_verdict_json')) }))
    }
    if (this.full) this.remember(state)
  }

  // A page of our own keeps its address up to date; a host's address is never touched.
  remember(state) {
    const kept = JSON.stringify([state.start, state.lesson?.name, state.program, state.profile, state.step])
    if (kept === this.kept) return
    this.kept = kept
    clearTimeout(this.remembering)
    this.remembering = setTimeout(async () => {
      if (state.start) return history.replaceState(null, '', location.pathname)
      const link = await this.link(state)
      if (!this.closing.signal.aborted) history.replaceState(null, '', `#${link}`)
    }, 300)
  }

  async link({ lesson, program, profile, step }) {
    const whole = await writeLink({ lesson: lesson?.name, program, profile, step })
    return whole.length <= longest ? whole : writeLink({ lesson: lesson?.name, profile, step })
  }

  async share() {
    const page = new URL('./index.html', import.meta.url)
    page.hash = await this.link(this.state)
    this.copy(page.href)
  }

  // Within a copy event its handler takes the text; a button of the picture comes here.
  async copy(text) {
    if (this.input?.copying) return (this.input.copied = text)
    try {
      await navigator.clipboard.writeText(text)
    } catch {
      const before = this.typing.value
      this.typing.value = text
      this.typing.select()
      this.input.plain = true
      const done = document.execCommand('copy')
      this.input.plain = false
      this.typing.value = before
      if (!done) this.notice(`This page may not write to the clipboard. The text: ${text}`)
    }
  }

  // Where the learner is, as a link has it; and the picture as it stands.
  where() {
    const { lesson, program, profile, step, start } = this.state ?? {}
    return start === false ? { lesson: lesson?.name, program, profile, step } : undefined
  }

  picture() {
    if (!this.drawn || this.lost || !this.frames) return null
    const still = document.createElement('canvas')
    still.className = 'frozen'
    still.width = this.canvas.width
    still.height = this.canvas.height
    try {
      this.module._misfit_frame(performance.now() / 1000, this.width, this.height, this.scale)
    } catch {
      return null
    }
    still.getContext('2d').drawImage(this.canvas, 0, 0)
    return still
  }

  notice(text) {
    const place = this.root.querySelector('.notice')
    place.textContent = text
    place.hidden = !text
  }

  close() {
    if (this.closing.signal.aborted) return
    this.closing.abort()
    clearTimeout(this.remembering)
    clearTimeout(this.patience)
    clearTimeout(this.told)
    cancelAnimationFrame(this.waking)
    this.input?.close()
    this.sizes?.disconnect()
    this.seen?.disconnect()
    this.queue?.close()
    const gl = this.drawn && this.canvas.getContext('webgl2')
    try {
      this.module?._misfit_end()
    } catch {}                                     // it stopped before
    gl?.getExtension('WEBGL_lose_context')?.loseContext()
    this.canvas?.remove()
  }
}
