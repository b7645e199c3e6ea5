// Fetches and compiles core.wasm once a page, whatever type the host gives it; every instance is made from it.
export async function compileCore(alive = () => {}) {
  const answer = await fetch(new URL('./core.wasm', import.meta.url))
  if (!answer.ok) throw new Error(`core.wasm could not be loaded (${answer.status}).`)
  const type = answer.headers.get('content-type') ?? ''
  const counted = answer.body.pipeThrough(new TransformStream({
    transform(chunk, out) {
      alive(chunk.length)
      out.enqueue(chunk)
    },
  }))
  try {
    const response = new Response(counted, { headers: { 'content-type': 'application/wasm' } })
    if (/^(application\/wasm|application\/octet-stream|binary\/octet-stream|)(;|$)/.test(type)) return await WebAssembly.compileStreaming(response)
    throw new Error(`core.wasm came as ${type.slice(0, 60)}; the host sent a page in its place.`)
  } catch (error) {
    if (/unsafe-eval|Content Security Policy/i.test(error.message))
      throw new Error("this page's policy does not allow WebAssembly; its script-src needs 'wasm-unsafe-eval'.")
    throw error
  }
}

// For createCore(): an instance of a module that is compiled already.
export const from = (module) => (imports, done) => {
  WebAssembly.instantiate(module, imports).then(done)
  return {}
}
