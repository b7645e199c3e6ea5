// What a link says: #l=<lesson>&s=1.<base64url(deflate(json))>. Version 1 is for ever; a fragment that cannot be read says so.
const version = '1'

const base64url = (bytes) => btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
const fromBase64url = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0))

async function through(stream, bytes) {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer())
}

// { lesson, program, profile, step } -> the fragment, without its #.
export async function writeLink(state) {
  const { lesson, ...rest } = state
  const json = new TextEncoder().encode(JSON.stringify(rest))
  const packed = base64url(await through(new CompressionStream('deflate-raw'), json))
  return `${lesson ? `l=${encodeURIComponent(lesson)}&` : ''}s=${version}.${packed}`
}

// The fragment -> { lesson, program, profile, step, problem }. Unknown keys are kept; garbage becomes a problem in words.
export async function readLink(fragment) {
  const text = fragment.replace(/^#/, '')
  if (!text) return {}
  const state = {}
  try {
    const parameters = new URLSearchParams(text)
    if (parameters.get('l')) state.lesson = parameters.get('l')
    const packed = parameters.get('s')
    if (!packed) return parameters.has('l') ? state : { problem: 'The link could not be read; it names no lesson and no program.' }
    const dot = packed.indexOf('.')
    if (packed.slice(0, dot) !== version) return { ...state, problem: 'The link was made by a newer Misfit; this one cannot read it.' }
    const bytes = await through(new DecompressionStream('deflate-raw'), fromBase64url(packed.slice(dot + 1)))
    return { ...JSON.parse(new TextDecoder().decode(bytes)), ...state }
  } catch {
    return { ...state, problem: 'The link is damaged and could not be read.' }
  }
}
