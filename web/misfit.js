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
  // Two live tutors a page; an older one freezes to its poster again and comes back on a click.
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

    async start(options) {
      if (this.starting) return this.starting
      const note = this.shadowRoot.querySelector('.note')
      note.textContent = 'Loading …'
      const late = new Promise((_, reject) => setTimeout(() => reject(new Error('It took too long to load.')), 9000))
      this.starting = (async () => {
        const { Tutor } = await Promise.race([import('./tutor.js'), late])
        this.tutor = await Promise.race([Tutor.open(this, options), late])
        live.push(this)
        if (live.length > most) live[0].end('Another tutor on this page is open. Open this one again?')
      })()
      try {
        await this.starting
      } catch (error) {
        this.starting = null
        this.tutor?.close()
        this.tutor = null
        this.poster(`The tutor could not start: ${error.message}`)
        this.dispatchEvent(new CustomEvent('misfit-error', { bubbles: true, composed: true, detail: { message: error.message } }))
      }
    }

    end(reason) {
      const at = live.indexOf(this)
      if (at >= 0) live.splice(at, 1)
      this.tutor?.close()
      this.tutor = this.starting = null
      this.poster(reason)
    }
  })
}
