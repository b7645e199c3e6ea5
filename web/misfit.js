// The whole of Misfit that a page loads before anybody asks for it: the element, and run() and explain() without a screen.
// Importing it in Node (server-side rendering) does nothing.

// run(text, { profile, signal, onStdout, onProgress }) -> the object of `misfit run --json`, computed in a worker.
export const run = (text, options = {}) => ask('run', text, options)
// explain(text, { profile, signal }) -> the object of `misfit explain --json`.
export const explain = (text, options = {}) => ask('explain', text, options)

function ask(kind, text, { profile = 'keras3', signal, onStdout, onProgress } = {}) {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' })
    const end = (settle, value) => {
      worker.terminate()
      signal?.removeEventListener('abort', stop)
      settle(value)
    }
    const stop = () => end(reject, signal.reason)
    signal?.addEventListener('abort', stop)
    worker.onerror = (event) => end(reject, new Error(event.message || 'the worker could not start'))
    worker.onmessage = ({ data }) => {
      if (data.kind === 'stdout') onStdout?.(data.text)
      else if (data.kind === 'progress') onProgress?.(data.progress)
      else if (data.kind === 'answer') end(resolve, JSON.parse(new TextDecoder().decode(data.bytes)))
      else if (data.kind === 'error') end(reject, new Error(data.message))
    }
    worker.postMessage({ kind, text: String(text), profile })
  })
}

const canRun = typeof window !== 'undefined' && 'customElements' in window

if (canRun && !customElements.get('misfit-tutor')) {
  // Four live tutors a page; the oldest freezes to its poster again and comes back on a click.
  const live = []
  const most = 4

  customElements.define('misfit-tutor', class MisfitTutor extends HTMLElement {
    static observedAttributes = ['lesson', 'profile', 'theme']

    connectedCallback() {
      if (!this.shadowRoot) {
        this.attachShadow({ mode: 'open', delegatesFocus: true })
        // A program as the element's content; kept, so that a page without scripts shows it.
        this.given = (this.querySelector('script[type="text/x-python"], pre, code') ?? this).textContent.replace(/^\n/, '')
        this.poster()
      }
      if (this.hasAttribute('full') && !this.tutor) this.start({ focus: false })
    }

    disconnectedCallback() {
      // Moved within the page, or gone for good? Ask once it has settled.
      queueMicrotask(() => !this.isConnected && this.end())
    }

    attributeChangedCallback(name, old, value) {
      if (old !== value) this.tutor?.attribute(name, value)
    }

    poster(reason) {
      const root = this.shadowRoot
      root.innerHTML = `<link rel="stylesheet" href="${new URL('./element.css', import.meta.url)}">
        <section part="poster" class="poster"><h2></h2><p class="why"></p><slot></slot>
        <p class="row"><button part="open" type="button"></button><a part="full" target="_blank" rel="noopener"></a></p>
        <p class="note" role="status"></p></section>`
      const lesson = this.getAttribute('lesson')
      root.querySelector('h2').textContent = this.getAttribute('label') || (lesson ? lesson.replace(/-/g, ' ') : 'Misfit')
      root.querySelector('.why').textContent = reason || 'A program that fails as TensorFlow fails. Run it here, see what does not fit, change one number.'
      const button = root.querySelector('button')
      button.textContent = reason ? 'Try again' : 'Open the tutor'
      button.onclick = () => this.start({ focus: true })
      const link = root.querySelector('a')
      const page = new URL('./index.html', import.meta.url)
      if (lesson) page.hash = `l=${lesson}`
      link.href = page
      link.textContent = 'Full page'
    }

    // Loading may take as long as something still arrives; nine seconds of silence end it.
    async start(options) {
      if (this.starting) return this.starting
      const note = this.shadowRoot.querySelector('.note')
      note.textContent = 'Loading …'
      let patience, arrived = 0, late
      const silence = new Promise((_, reject) => (late = reject))
      const alive = (bytes = 0) => {
        clearTimeout(patience)
        patience = setTimeout(() => late(new Error('nothing arrives any more.')), 9000)
        arrived += bytes
        if (bytes) note.textContent = `Loading … ${Math.round(arrived / 1024)} KB`
      }
      alive()
      this.starting = (async () => {
        const { Tutor } = await Promise.race([import('./tutor.js'), silence])
        alive()
        this.tutor = await Promise.race([Tutor.open(this, { ...options, alive }), silence])
        live.push(this)
        if (live.length > most) live[0].end('Another tutor on this page is open. Open this one again?')
      })()
      try {
        await this.starting
      } catch (error) {
        this.fail(error.message)
      } finally {
        clearTimeout(patience)
      }
    }

    // Ends in words, never in a blank box; what the learner wrote is shown and kept.
    fail(message, text) {
      this.tutor?.close()
      this.tutor = this.starting = null
      this.poster(`The tutor stopped: ${message}`)
      if (text) {
        const kept = document.createElement('pre')
        kept.setAttribute('part', 'kept')
        kept.textContent = text
        this.shadowRoot.querySelector('slot').replaceWith(kept)
      }
      this.dispatchEvent(new CustomEvent('misfit-error', { bubbles: true, composed: true, detail: { message } }))
    }

    // Freezes to its last picture; it goes on from there when it is opened again.
    end(reason) {
      const at = live.indexOf(this)
      if (at >= 0) live.splice(at, 1)
      const picture = this.tutor?.picture()
      this.resume = this.tutor?.where() ?? this.resume
      this.tutor?.close()
      this.tutor = this.starting = null
      this.poster(reason)
      if (picture && this.isConnected) this.shadowRoot.querySelector('.poster').prepend(picture)
    }
  })
}
