// Runs programs away from the page. One request at a time; to stop one, the page ends the worker and starts another.
// A page that has the module compiled sends it first.
import { compileCore, from } from './compile.js'
import createCore from './core.js'

const calls = { run: '_misfit_run', explain: '_misfit_explain', train: '_misfit_train', fixes: '_misfit_fixes', verdict: '_misfit_verdict', whole: '_misfit_whole' }
let job = 0
let core

const make = async (module) => createCore({
  instantiateWasm: from(await module),
  onStdout: (text) => postMessage({ kind: 'stdout', text, job }),
  onProgress: (json) => postMessage({ kind: 'progress', progress: JSON.parse(json), job }),
})

onmessage = async ({ data }) => {
  if (data.kind === 'module') {
    core = make(data.module)
    return
  }
  job = data.job ?? 0
  try {
    const module = await (core ??= make(compileCore()))
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
