// The page's requests to its worker: training, fixes, stopping. Keeps one worker and a queue.
export class WorkerQueue {
  constructor(module, changed) {
    this.module = module
    this.changed = changed
    this.waiting = []
    this.running = null
  }

  request(kind, job, text, profile) {
    if (kind === 3) return this.stop(job)
    this.waiting.push({ kind: kind === 1 ? 'train' : 'fixes', job, text, profile })
    this.next()
  }

  next() {
    if (this.running || !this.waiting.length) return
    this.running = this.waiting.shift()
    if (!this.worker) {
      this.worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' })
      this.worker.onmessage = ({ data }) => this.answer(data)
      this.worker.onerror = () => this.failed()
    }
    this.worker.postMessage(this.running)
  }

  answer(data) {
    const running = this.running
    if (!running) return
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
      this.failed()
    }
  }

  finish(bytes) {
    const { kind, job } = this.running
    this.running = null
    const at = this.module._malloc(Math.max(1, bytes.length))
    this.module.HEAPU8.set(bytes, at)
    this.module[kind === 'train' ? '_misfit_job_trained' : '_misfit_job_fixes'](job, at, bytes.length)
    this.module._free(at)
    this.changed({ done: kind })
    this.next()
  }

  // The worker died, or was ended to stop what it did: the study hears that the job came to nothing.
  failed() {
    this.worker?.terminate()
    this.worker = null
    if (this.running) this.finish(new Uint8Array(0))
  }

  stop(job) {
    const at = this.waiting.findIndex((w) => w.job === job)
    if (at >= 0) this.waiting.splice(at, 1)
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
    this.worker?.terminate()
    this.worker = null
    this.waiting = []
    this.running = null
  }
}
