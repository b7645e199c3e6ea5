// A static server for the site on this machine: right MIME types, the strict policy that hosts are advised to
// set, nothing cached. A program (`node tools/serve.mjs [FOLDER] [PORT]`) and a module for the browser tests.
import { createServer } from 'node:http'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { extname, join, normalize, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.py': 'text/plain; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.otf': 'font/otf',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ico': 'image/x-icon',
}

export const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "frame-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

// Answers { url, close, requests }. `headers` are added to (or, when null, taken from) each answer;
// `types` overrides MIME types; `overlay` maps a path to { body, type, status } and wins over the folder.
export async function serve({ root, port = 0, host = '127.0.0.1', headers = {}, types: other = {}, overlay = {} }) {
  const folder = resolve(root)
  const requests = []
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname)
    requests.push(path)
    const answer = { 'content-security-policy': policy, 'x-content-type-options': 'nosniff', 'cache-control': 'no-cache', ...headers }
    for (const name of Object.keys(answer)) if (answer[name] === null) delete answer[name]
    const send = (status, type, body) => {
      response.writeHead(status, { ...answer, 'content-type': type })
      response.end(request.method === 'HEAD' ? undefined : body)
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') return send(405, 'text/plain', 'only GET\n')
    const laid = overlay[path]
    if (laid) return send(laid.status ?? 200, laid.type ?? types[extname(path)] ?? types['.html'], laid.body)
    let file = join(folder, normalize(path))
    if (file !== folder && !file.startsWith(folder + '/')) return send(403, 'text/plain', 'outside the site\n')
    let found = await stat(file).catch(() => null)
    if (found?.isDirectory()) {
      file = join(file, 'index.html')
      found = await stat(file).catch(() => null)
    }
    if (!found) return send(404, 'text/plain', `no ${path}\n`)
    const type = { ...types, ...other }[extname(file)] ?? 'application/octet-stream'
    response.writeHead(200, { ...answer, 'content-type': type, 'content-length': found.size })
    if (request.method === 'HEAD') return response.end()
    createReadStream(file).on('error', () => response.destroy()).pipe(response)
  })
  await new Promise((done, failed) => server.once('error', failed).listen(port, host, done))
  return {
    url: `http://localhost:${server.address().port}/`,
    requests,
    close: () => new Promise((done) => (server.closeAllConnections(), server.close(done))),
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = process.argv[2] ?? 'build/web'
  let port = Number(process.argv[3] ?? 8080)
  for (;;) {
    try {
      const { url } = await serve({ root, port })
      console.log(`Misfit is at ${url}   (Ctrl-C stops it)`)
      break
    } catch (error) {
      if (error.code !== 'EADDRINUSE' || process.argv[3]) throw error
      ++port
    }
  }
}
