// The lesson as real HTML beside the picture: screen readers, find in page, print, hosts' styles and tests use it, and a
// lesson can be done in it alone. It shows state and calls actions; it decides nothing.
const make = (tag, part, text) => {
  const node = document.createElement(tag)
  if (part) node.setAttribute('part', part)
  if (text !== undefined) node.textContent = text
  return node
}

// A few words of Markdown: paragraphs, `code`, **strong**, lists.
function prose(node, markdown) {
  node.replaceChildren()
  for (const block of (markdown ?? '').split(/\n{2,}/)) {
    if (!block.trim()) continue
    const list = /^[-*] /.test(block)
    const holder = node.appendChild(make(list ? 'ul' : 'p'))
    for (const line of list ? block.split(/\n(?=[-*] )/) : [block]) {
      const place = list ? holder.appendChild(make('li')) : holder
      for (const piece of line.replace(/^[-*] /, '').split(/(`[^`]+`|\*\*[^*]+\*\*)/)) {
        if (/^`/.test(piece)) place.append(make('code', '', piece.slice(1, -1)))
        else if (/^\*\*/.test(piece)) place.append(make('strong', '', piece.slice(2, -2)))
        else place.append(piece)
      }
    }
  }
}

const round = (x) => (x == null ? '' : Math.abs(x) >= 1e4 || (x !== 0 && Math.abs(x) < 1e-3) ? x.toExponential(2) : String(Math.round(x * 1000) / 1000))

export class Twin {
  constructor(root, act) {
    this.act = act
    this.shown = {}
    this.title = root.appendChild(make('h2', 'title'))
    this.lessons = root.appendChild(make('ul', 'lessons'))
    this.steps = root.appendChild(make('ol', 'steps'))
    this.words = root.appendChild(make('div', 'words'))
    this.question = root.appendChild(make('fieldset', 'question'))
    const row = root.appendChild(make('p', 'controls'))
    const label = row.appendChild(make('label', '', 'Profile '))
    this.profile = label.appendChild(make('select', 'profile'))
    for (const [value, text] of [['keras2', 'Keras 2'], ['keras3', 'Keras 3']]) {
      const option = this.profile.appendChild(make('option', '', text))
      option.value = value
    }
    this.profile.onchange = () => act('profile', this.profile.value === 'keras2' ? 0 : 1)
    const button = (part, text, f) => {
      const node = row.appendChild(make('button', part, text))
      node.type = 'button'
      node.onclick = f
      return node
    }
    this.run = button('run', 'Run to the end', () => act('train_only'))
    this.prove = button('prove', 'Train all side by side', () => act('prove'))
    this.stop = button('stop', 'Stop', () => act('stop'))
    this.undo = button('undo', 'Undo', () => act('undo'))
    this.redo = button('redo', 'Redo', () => act('redo'))
    this.restart = button('restart', 'Start over', () => act('restart'))
    const choose = root.appendChild(make('label', '', 'Open a program, a .keras file, or the JSON of model.to_json() '))
    this.file = choose.appendChild(make('input', 'file'))
    this.file.type = 'file'
    this.file.onchange = async () => this.file.files[0] && act('open_file', new Uint8Array(await this.file.files[0].arrayBuffer()))
    const program = root.appendChild(make('label', '', 'Program'))
    this.program = program.appendChild(make('textarea', 'program'))
    this.program.spellcheck = false
    this.program.rows = 24
    this.program.oninput = () => act('edit', this.program.value)
    this.program.onkeydown = (e) => {
      if ((e.ctrlKey || e.metaKey) && e.key === 'Enter') act('train_only')
    }
    this.numbers = root.appendChild(make('fieldset', 'numbers'))
    this.verdict = root.appendChild(make('p', 'verdict'))
    this.verdict.setAttribute('role', 'status')
    this.message = root.appendChild(make('pre', 'message'))
    this.explanation = root.appendChild(make('div', 'explanation'))
    this.silent = root.appendChild(make('ul', 'silent'))
    this.fixes = root.appendChild(make('ul', 'fixes'))
    this.stdout = root.appendChild(make('pre', 'stdout'))
    this.loss = root.appendChild(make('div', 'loss'))
    this.loss.setAttribute('role', 'status')
    this.next = root.appendChild(make('button', 'next', 'Next step'))
    this.next.type = 'button'
    this.next.onclick = () => act('step', Math.min(5, this.state.step + 1))
  }

  // Rebuilds a part only when what it shows has changed, so that focus and selection stay.
  part(name, facts, build) {
    const key = JSON.stringify(facts)
    if (this.shown[name] === key) return
    this.shown[name] = key
    build()
  }

  show(state) {
    this.state = state
    const lesson = state.lesson
    this.title.textContent = state.start ? 'Misfit' : (lesson?.title ?? 'Your own program')
    this.part('lessons', [state.start, state.lessons], () => {
      this.lessons.hidden = !state.start
      this.lessons.replaceChildren(...state.lessons.map((l) => {
        const item = make('li')
        const open = item.appendChild(make('button', 'lesson', l.title))
        open.type = 'button'
        open.onclick = () => this.act('open_lesson', l.name)
        return item
      }))
    })
    this.part('steps', [lesson?.steps, state.step], () => {
      this.steps.hidden = !lesson
      this.steps.replaceChildren(...(lesson?.steps ?? []).map((step, i) => {
        const item = make('li')
        const go = item.appendChild(make('button', 'step', step.title + (step.done ? ' ✓' : '')))
        go.type = 'button'
        if (i === state.step) go.setAttribute('aria-current', 'step')
        go.onclick = () => this.act('step', i)
        return item
      }))
    })
    this.part('words', [lesson?.name, state.step, lesson?.words, lesson?.intro], () => prose(this.words, (state.step === 0 ? `${lesson?.intro ?? ''}\n\n` : '') + (lesson?.words ?? '')))
    this.part('question', [lesson?.question, state.step, state.answered], () => this.ask(lesson, state))
    this.profile.value = state.profile
    if (this.program.value !== state.program) this.program.value = state.program
    this.part('numbers', [state.literals.filter((l) => l.shape !== false)], () => this.list(state))
    this.stop.hidden = !state.training
    this.undo.disabled = !state.canUndo
    this.redo.disabled = !state.canRedo
    this.restart.hidden = !lesson
    const words = { fails: '✕ Fails', runs: '✓ Runs', unsupported: 'Not supported', unfinished: 'Half-typed', budget: 'Stopped', stopped: 'Stopped', none: '' }
    const hidden = state.hidden
    const verdict = hidden ? 'Predict first: what will happen?' : `${words[state.verdict] ?? ''}${state.sentence ? ` — ${state.sentence}` : ''}`
    if (this.verdict.textContent !== verdict) this.verdict.textContent = verdict
    this.verdict.dataset.verdict = hidden ? 'hidden' : state.verdict
    const message = hidden ? '' : (state.message ?? '')
    if (this.message.textContent !== message) this.message.textContent = message
    this.message.hidden = !message
    this.part('explanation', [hidden, state.explanation], () => this.explain(hidden ? null : state.explanation))
    this.part('silent', [hidden, state.silent], () => {
      this.silent.replaceChildren(...(hidden ? [] : (state.silent ?? [])).map((s) => make('li', 'silent-mistake', `Line ${s.line}: ${s.evidence}`)))
    })
    this.part('fixes', [hidden, state.fixes, state.fixesRunning, state.nothingToMend, state.step], () => this.mend(hidden ? [] : state.fixes, state))
    const out = state.curves.find((c) => c.kind === 'yours' && c.stdout)?.stdout || (hidden ? '' : state.stdout)
    if (this.stdout.textContent !== out) this.stdout.textContent = out
    this.stdout.hidden = !out
    this.part('loss', state.curves, () => this.curves(state.curves))
    this.next.hidden = !lesson || state.step >= 5
  }

  ask(lesson, state) {
    this.question.replaceChildren()
    this.question.hidden = !lesson?.question || state.step !== 0
    if (this.question.hidden) return
    this.question.append(make('legend', '', lesson.question))
    lesson.options.forEach((text, i) => {
      const label = make('label')
      const radio = label.appendChild(make('input', 'answer'))
      radio.type = 'radio'
      radio.name = 'answer'
      radio.checked = state.answered === i
      radio.onchange = () => this.act('choose', i)
      label.append(` ${text}`)
      this.question.append(label)
    })
    if (state.answered >= 0) this.question.append(make('p', 'why', `${state.answered === lesson.answer ? 'Right.' : 'Not quite.'} ${lesson.why}`))
  }

  list(state) {
    const shapes = state.literals.filter((l) => l.shape)
    this.numbers.replaceChildren()
    this.numbers.hidden = !shapes.length
    if (!shapes.length) return
    this.numbers.append(make('legend', '', 'Lengths in the program'))
    for (const l of shapes) {
      const label = make('label', '', `line ${l.line} `)
      const box = label.appendChild(make('input', 'number'))
      box.type = 'number'
      box.value = l.value
      box.onchange = () => this.act('set_literal', l.index, Number(box.value))
      this.numbers.append(label)
    }
  }

  explain(e) {
    this.explanation.replaceChildren()
    if (!e) return
    for (const [title, text] of [['What happened', e.happened], ['What was expected', e.expected], ['Where it was born', e.born], ['A myth', e.myth]])
      if (text) this.explanation.append(make('h3', '', title), make('p', '', text))
    if (e.longer) {
      const more = this.explanation.appendChild(make('details'))
      more.append(make('summary', '', 'More'), make('p', '', e.longer))
    }
  }

  // A challenge is the reader's to solve: what would repair it is folded away.
  mend(fixes, state) {
    this.fixes.replaceChildren()
    if (state.fixesRunning) this.fixes.append(make('li', '', 'Trying fixes …'))
    if (state.nothingToMend) this.fixes.append(make('li', '', 'It was trained, and nothing in its numbers looks wrong. There is nothing to mend.'))
    let list = this.fixes
    if (state.lesson && state.step === 5 && fixes.length) {
      const folded = this.fixes.appendChild(make('li')).appendChild(make('details', 'repairs'))
      folded.append(make('summary', '', 'Show what would repair it'))
      list = folded.appendChild(make('ul', 'fixes'))
    }
    for (const fix of fixes) {
      const item = list.appendChild(make('li', fix.right ? 'fix' : 'wrong-fix'))
      item.append(make('strong', '', `${fix.right ? '✓' : '✕'} ${fix.title}`), ` ${fix.evidence} `)
      const apply = item.appendChild(make('button', 'apply', 'Apply'))
      apply.type = 'button'
      apply.onclick = () => this.act('apply', fix.index)
    }
  }

  curves(curves) {
    this.loss.replaceChildren(...curves.map((c) => {
      const fall = c.first == null ? '' : `loss ${round(c.first)} → ${round(c.last)}`
      const where = c.of ? `, epoch ${c.epoch} of ${c.of}` : ''
      const held = c.heldOut >= 0 ? `, accuracy on new data ${round(c.heldOut)}` : ''
      const line = make('p', 'curve', `${c.name}: ${fall || c.state}${where}${held}${c.end ? ` (${c.end})` : ''}`)
      line.dataset.kind = c.kind
      line.dataset.state = c.state
      return line
    }))
  }
}
