// The canvas's own listeners. Nothing listens on window or document: keys typed elsewhere never come here, and the page
// keeps its Tab, its scrolling and its shortcuts until the reader has clicked into the tutor.
const modifiers = (e) => (e.ctrlKey || e.metaKey ? 1 : 0) | (e.shiftKey ? 2 : 0) | (e.altKey ? 4 : 0)
const hostKeys = new Set(['KeyF', 'KeyR', 'KeyT', 'KeyW', 'KeyN', 'KeyL', 'KeyP'])
const cursors = ['default', 'text', 'move', 'ns-resize', 'ew-resize', 'nesw-resize', 'nwse-resize', 'pointer', 'wait', 'progress', 'not-allowed']

export class Input {
  constructor({ module, canvas, typing, always, call, focused, wake }) {
    Object.assign(this, { module, canvas, typing, always, call, focused, wake })
    this.ending = new AbortController()
    const on = (target, name, f, options = {}) => target.addEventListener(name, f.bind(this), { signal: this.ending.signal, ...options })
    on(canvas, 'pointerdown', this.down)
    on(canvas, 'pointermove', this.move)
    on(canvas, 'pointerup', this.up)
    on(canvas, 'pointercancel', this.up)
    on(canvas, 'pointerleave', this.leave)
    on(canvas, 'contextmenu', (e) => this.active && e.preventDefault())
    on(canvas, 'wheel', this.wheel, { passive: false })
    on(typing, 'keydown', this.key)
    on(typing, 'keyup', this.key)
    on(typing, 'beforeinput', this.before)
    on(typing, 'input', this.typed)
    on(typing, 'compositionend', this.composed)
    on(typing, 'copy', this.copy)
    on(typing, 'cut', this.copy)
    on(typing, 'paste', this.paste)
    on(typing, 'focus', () => this.focus(true))
    on(typing, 'blur', () => this.focus(false))
  }

  get active() {
    return this.typing.getRootNode().activeElement === this.typing
  }

  place(e) {
    const box = this.canvas.getBoundingClientRect()
    this.module._misfit_pointer(e.clientX - box.left, e.clientY - box.top, e.pointerType === 'touch' ? 1 : 0)
  }

  press(e, down) {
    this.module._misfit_button(e.button === 2 ? 1 : e.button === 1 ? 2 : 0, down)
  }

  // A finger: on a number or an edge it drags; elsewhere it scrolls what lies under it, or taps.
  down(e) {
    this.typing.focus({ preventScroll: true })
    this.canvas.setPointerCapture?.(e.pointerId)
    e.preventDefault()
    this.place(e)
    if (e.pointerType !== 'touch') {
      this.press(e, 1)
      return this.wake()
    }
    if (!e.isPrimary) return
    this.wake(true)                                // what lies here?
    this.wake(true)
    this.finger = { x: e.clientX, y: e.clientY, at: e, mode: [3, 4].includes(this.module._misfit_cursor()) ? 'drag' : 'tap' }
    if (this.finger.mode === 'drag') this.press(e, 1)
    this.wake()
  }

  move(e) {
    const finger = e.pointerType === 'touch' && e.isPrimary ? this.finger : null
    if (finger && finger.mode !== 'drag') {
      const dx = e.clientX - finger.x, dy = e.clientY - finger.y
      if (finger.mode === 'tap' && Math.hypot(dx, dy) < 8) return
      finger.mode = 'scroll'
      this.module._misfit_wheel(dx / 90, dy / 90)
      finger.x = e.clientX
      finger.y = e.clientY
      return this.wake()
    }
    this.place(e)
    this.wake()
  }

  up(e) {
    if (e.pointerType !== 'touch') {
      this.place(e)
      this.press(e, 0)
      return this.wake()
    }
    if (!e.isPrimary || !this.finger) return
    if (this.finger.mode === 'tap' && e.type === 'pointerup') {
      this.press(e, 1)
      this.wake(true)
    }
    if (this.finger.mode !== 'scroll') this.press(e, 0)
    this.finger = null
    this.wake(true)
    setTimeout(() => !this.ending.signal.aborted && this.leave(), 60)  // no tooltip stays behind
  }

  leave() {
    this.module._misfit_leave()
    this.wake()
  }

  wheel(e) {
    if (!this.active && !this.always) return       // the page scrolls
    if (e.ctrlKey) return                          // the browser zooms
    e.preventDefault()
    this.place(e)
    const unit = e.deltaMode === 1 ? 1 / 3 : e.deltaMode === 2 ? 8 : 1 / 90
    this.module._misfit_wheel(-e.deltaX * unit, -e.deltaY * unit)
    this.wake()
  }

  focus(has) {
    this.canvas.style.touchAction = has || this.always ? 'none' : 'pan-y'   // one gesture, one owner
    this.module._misfit_focus(has ? 1 : 0)
    this.wake()
  }

  key(e) {
    if (e.isComposing || e.keyCode === 229) return
    const command = e.ctrlKey || e.metaKey
    // The browser's own: find (the twin is real text), reload, tabs, and copy and paste, which come as events.
    if (command && (hostKeys.has(e.code) && !(e.code === 'KeyF' && this.module._misfit_wants_text()))) return
    if (/^F(5|11|12)$/.test(e.code)) return
    if (command && ['KeyC', 'KeyX', 'KeyV'].includes(e.code)) return
    if (e.type === 'keydown' && e.code === 'Escape' && !e.repeat && this.escaped) return this.release()
    this.escaped = e.code === 'Escape' && e.type === 'keydown'
    if (this.escaped) setTimeout(() => (this.escaped = false), 900)
    const known = this.call('_misfit_key', e.code, e.type === 'keydown' ? 1 : 0, modifiers(e))
    // Characters still have to arrive as input; everything else is ours while we have the focus.
    if (known && (e.key.length > 1 || command || e.altKey)) e.preventDefault()
    this.wake()
  }

  // Esc twice: back to the page.
  release() {
    this.escaped = false
    this.typing.blur()
  }

  before(e) {
    if (e.inputType === 'insertLineBreak' || e.inputType === 'insertParagraph') e.preventDefault()  // Enter came as a key
  }

  typed(e) {
    if (e.isComposing) return
    this.flush()
  }

  composed(e) {
    if (e.data) this.call('_misfit_type', e.data)
    this.typing.value = ''
    this.wake()
  }

  // Several lines at once were dictated or pasted by a soft keyboard: they have their own indents.
  flush() {
    const text = this.typing.value
    this.typing.value = ''
    if (text.includes('\n')) return this.insert(text)
    if (text) this.call('_misfit_type', text)
    this.wake()
  }

  // Clipboard events carry the right to read and write; the frame is drawn at once so that its answer is there in time.
  copy(e) {
    if (this.plain) return
    this.copied = null
    this.copying = true
    this.shortcut(e.type === 'cut' ? 'KeyX' : 'KeyC')
    this.copying = false
    if (this.copied === null) return
    e.clipboardData.setData('text/plain', this.copied)
    e.preventDefault()
  }

  paste(e) {
    e.preventDefault()
    this.insert(e.clipboardData.getData('text/plain'))
  }

  insert(text) {
    this.call('_misfit_clipboard', text.replace(/\r\n?/g, '\n'))
    this.shortcut('KeyV')
  }

  shortcut(code) {
    for (const down of [1, 0]) {
      this.call('_misfit_key', code, down, down)
      // Keys pressed just before are taken in first, one a frame.
      for (let frames = 0; frames === 0 || (frames < 9 && this.module._misfit_input_waits()); ++frames) this.wake(true)
    }
  }

  // After a frame: the pointer's shape, and the soft keyboard only where text is wanted.
  after() {
    const shape = this.module._misfit_cursor()
    this.canvas.style.cursor = shape < 0 ? 'none' : (cursors[shape] ?? 'default')
    const mode = this.module._misfit_wants_text() ? 'text' : 'none'
    if (this.typing.inputMode !== mode) this.typing.inputMode = mode
    const name = this.active ? this.focused() : ''
    if (name !== this.named) this.typing.setAttribute('aria-label', `Keyboard input for the picture${(this.named = name) && `: ${name}`}`)
  }

  close() {
    this.ending.abort()
  }
}
