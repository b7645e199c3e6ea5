// The page's requests to its worker: training, fixes, stopping. Keeps one worker and a queue.
const verdictJob = -1

export class WorkerQueue {
  constructor(module, compiled, changed) {
    this.module = module
    this.compiled = compiled
    this.changed = changed
    this.waiting = []
    this.running = null
  }

  request(kind, job, text, profile) {
    if (kind === 3) return this.stop(job)
    const request = { kind: { 1: 'train', 2: 'fixes', 4: 'verdict', 5: 'whole' }[kind], job, text, profile }
    if (kind > 3) return this.newest(request)
    this.waiting.push(request)
    if (this.running?.kind === 'whole') this.waiting.push(this.abandon())   // what was asked for comes first
    this.next()
  }

  // Of verdicts only the last one is wanted; whole runs begin when nobody has typed for a moment, after all else.
  newest(request) {
    clearTimeout(this.quiet)
    this.waiting = this.waiting.filter((w) => w.job !== request.job)
    if (this.running?.job === request.job) this.abandon()
    const add = request.kind === 'verdict' ? 'unshift' : 'push'
    this.quiet = setTimeout(() => {
      this.waiting[add](request)
      this.next()
    }, request.kind === 'verdict' ? 0 : 250)
    this.next()
  }

  abandon() {
    const { running } = this
    this.worker?.terminate()
    this.worker = this.running = null
    return running
  }

  next() {
    if (this.running || !this.waiting.length) return
    this.running = this.waiting.shift()
    if (!this.worker) {
      this.worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' })
      this.worker.onmessage = ({ data }) => this.answer(data)
      this.worker.onerror = (event) => this.failed(event.message || 'the worker could not start')
      this.worker.postMessage({ kind: 'module', module: this.compiled })
    }
    this.worker.postMessage(this.running)
  }

  answer(data) {
    const running = this.running
    if (!running || data.job !== running.job) return
    if (data.kind === 'progress') {
      const p = data.progress
      const loss = Number(p.logs.loss ?? NaN)
      const accuracy = Number(p.logs.accuracy ?? p.logs.acc ?? -1)
      this.module._misfit_job_progress(running.job, p.fit, p.epoch, p.epochs, p.batch, p.batches, p.epochEnd ? 1 : 0, p.stage, loss, accuracy)
      this.changed({ progress: p })
    } else if (data.kind === 'stdout') {
      this.withText(data.text, (at) => this.module._misfit_job_stdout(running.job, at))
      this.changed({})
    } else if (data.kind === 'answer') {
      this.finish(data.bytes)
    } else {
      this.failed(data.message)
    }
  }

  finish(bytes, why) {
    const done = this.running
    this.running = null
    this.deliver(done, bytes, why)
    this.next()
  }

  deliver({ kind, job }, bytes, why = '') {
    const at = this.module._malloc(Math.max(1, bytes.length))
    this.module.HEAPU8.set(bytes, at)
    if (kind === 'verdict' || kind === 'whole') this.module._misfit_job_verdict(at, bytes.length)
    else if (kind === 'fixes') this.module._misfit_job_fixes(job, at, bytes.length)
    else this.withText(why, (reason) => this.module._misfit_job_trained(job, at, bytes.length, reason))
    this.module._free(at)
    this.changed({ done: kind })
  }

  // The worker died, or was ended to stop what it did: the study hears that the job came to nothing.
  failed(why) {
    this.worker?.terminate()
    this.worker = null
    if (this.running) this.finish(new Uint8Array(0), why)
  }

  stop(job) {
    if (job === verdictJob) clearTimeout(this.quiet)
    const at = this.waiting.findIndex((w) => w.job === job)
    if (at >= 0) this.deliver(this.waiting.splice(at, 1)[0], new Uint8Array(0))
    else if (this.running?.job === job) this.failed()
  }

  withText(text, call) {
    const bytes = this.module.lengthBytesUTF8(text) + 1
    const at = this.module._malloc(bytes)
    this.module.stringToUTF8(text, at, bytes)
    const result = call(at)
    this.module._free(at)
    return result
  }

  close() {
    clearTimeout(this.quiet)
    this.abandon()
    this.waiting = []
  }
}
