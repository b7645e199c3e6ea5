// What is kept between visits, where the browser lets us; a lesson never depends on it.
const memory = new Map()
export const store = {
  get(key) {
    try {
      return localStorage.getItem(`misfit:${key}`)
    } catch {
      return memory.get(key) ?? null
    }
  },
  set(key, value) {
    memory.set(key, value)
    try {
      localStorage.setItem(`misfit:${key}`, value)
    } catch {
      return false
    }
    return true
  },
}
