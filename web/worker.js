// Runs programs away from the page. One request at a time; to stop one, the page ends the worker and starts another.
import createCore from './core.js'

const core = createCore({
  onStdout: (text) => postMessage({ kind: 'stdout', text, job }),
  onProgress: (json) => postMessage({ kind: 'progress', progress: JSON.parse(json), job }),
})
let job = 0

const calls = { run: '_misfit_run', explain: '_misfit_explain', train: '_misfit_train', fixes: '_misfit_fixes' }

onmessage = async ({ data }) => {
  job = data.job ?? 0
  try {
    const module = await core
    const bytes = module.lengthBytesUTF8(data.text) + 1
    const text = module._malloc(bytes)
    module.stringToUTF8(data.text, text, bytes)
    const size = module[calls[data.kind]](text, data.profile === 'keras2' ? 0 : 1)
    module._free(text)
    const at = module._misfit_answer()
    const answer = module.HEAPU8.slice(at, at + size)
    postMessage({ kind: 'answer', bytes: answer, job }, [answer.buffer])
  } catch (error) {
    postMessage({ kind: 'error', message: String(error?.message ?? error), job })
  }
}
