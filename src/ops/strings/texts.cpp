#include "ops/strings/texts.h"

namespace misfit {

std::vector<size_t> character_starts(const std::string& s) {
  std::vector<size_t> out;
  for (size_t i = 0; i < s.size(); ++i)
    if ((static_cast<unsigned char>(s[i]) & 0xc0) != 0x80) out.push_back(i);
  out.push_back(s.size());
  return out;
}

size_t text_length(const std::string& s, bool utf8) { return utf8 ? character_starts(s).size() - 1 : s.size(); }

std::string encoded(char32_t c) {
  std::string out;
  const auto put = [&](char32_t v) { out += static_cast<char>(v); };
  if (c < 0x80) put(c);
  else if (c < 0x800) { put(0xc0 | c >> 6); put(0x80 | (c & 63)); }
  else if (c < 0x10000) { put(0xe0 | c >> 12); put(0x80 | (c >> 6 & 63)); put(0x80 | (c & 63)); }
  else { put(0xf0 | c >> 18); put(0x80 | (c >> 12 & 63)); put(0x80 | (c >> 6 & 63)); put(0x80 | (c & 63)); }
  return out;
}

std::vector<std::pair<char32_t, size_t>> decoded(const std::string& s) {
  std::vector<std::pair<char32_t, size_t>> out;
  for (size_t i = 0; i < s.size();) {
    const unsigned char lead = static_cast<unsigned char>(s[i]);
    const size_t length = lead < 0x80 ? 1 : lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
    char32_t c = length < 2 ? lead : lead & (0x7f >> length);
    size_t read = 1;
    for (; read < length && i + read < s.size() && (static_cast<unsigned char>(s[i + read]) & 0xc0) == 0x80; ++read) c = c << 6 | (static_cast<unsigned char>(s[i + read]) & 63);
    const bool good = length != 0 && read == length;
    out.emplace_back(good ? c : 0xfffd, i);
    i += good ? length : read;
  }
  return out;
}

namespace {

constexpr uint64_t k0 = 0xc3a5c85c97cb3127ULL, k1 = 0xb492b66fbe98f273ULL, k2 = 0x9ae16a3b2f90404fULL;

uint64_t fetch(const char* p, int bytes = 8) {
  uint64_t v = 0;
  for (int i = 0; i < bytes; ++i) v |= static_cast<uint64_t>(static_cast<unsigned char>(p[i])) << 8 * i;
  return v;
}
uint64_t rotate(uint64_t v, int by) { return v >> by | v << (64 - by); }
uint64_t shift_mix(uint64_t v) { return v ^ v >> 47; }
uint64_t mix(uint64_t u, uint64_t v, uint64_t mul) {
  uint64_t a = (u ^ v) * mul;
  a ^= a >> 47;
  uint64_t b = (v ^ a) * mul;
  b ^= b >> 47;
  return b * mul;
}

uint64_t up_to_16(const char* s, size_t n) {
  if (n >= 8) {
    const uint64_t mul = k2 + n * 2, a = fetch(s) + k2, b = fetch(s + n - 8);
    return mix(rotate(b, 37) * mul + a, (rotate(a, 25) + b) * mul, mul);
  }
  if (n >= 4) return mix(n + (fetch(s, 4) << 3), fetch(s + n - 4, 4), k2 + n * 2);
  if (n == 0) return k2;
  const uint32_t a = static_cast<unsigned char>(s[0]), b = static_cast<unsigned char>(s[n >> 1]), c = static_cast<unsigned char>(s[n - 1]);
  const uint32_t y = a + (b << 8), z = static_cast<uint32_t>(n) + (c << 2);
  return shift_mix(y * k2 ^ z * k0) * k2;
}

uint64_t up_to_32(const char* s, size_t n) {
  const uint64_t mul = k2 + n * 2, a = fetch(s) * k1, b = fetch(s + 8), c = fetch(s + n - 8) * mul, d = fetch(s + n - 16) * k2;
  return mix(rotate(a + b, 43) + rotate(c, 30) + d, a + rotate(b + k2, 18) + c, mul);
}

uint64_t up_to_64(const char* s, size_t n) {
  const uint64_t mul = k2 + n * 2, a = fetch(s) * k2, b = fetch(s + 8), c = fetch(s + n - 8) * mul, d = fetch(s + n - 16) * k2;
  const uint64_t y = rotate(a + b, 43) + rotate(c, 30) + d, z = mix(y, a + rotate(b + k2, 18) + c, mul);
  const uint64_t e = fetch(s + 16) * mul, f = fetch(s + 24), g = (y + fetch(s + n - 32)) * mul, h = (z + fetch(s + n - 24)) * mul;
  return mix(rotate(e + f, 43) + rotate(g, 30) + h, e + rotate(f + a, 18) + g, mul);
}

struct Pair { uint64_t first, second; };
Pair weak(const char* s, uint64_t a, uint64_t b) {
  const uint64_t w = fetch(s), x = fetch(s + 8), y = fetch(s + 16), z = fetch(s + 24);
  a += w;
  b = rotate(b + a + z, 21);
  const uint64_t c = a;
  a += x + y;
  b += rotate(a, 44);
  return {a + z, b + c};
}

}  // namespace

uint64_t fingerprint64(const std::string& text) {
  const char* s = text.data();
  const size_t n = text.size();
  if (n <= 16) return up_to_16(s, n);
  if (n <= 32) return up_to_32(s, n);
  if (n <= 64) return up_to_64(s, n);
  uint64_t x = 81, y = 81 * k1 + 113, z = shift_mix(y * k2 + 113) * k2;
  Pair v{0, 0}, w{0, 0};
  x = x * k2 + fetch(s);
  const char* end = s + (n - 1) / 64 * 64;
  const char* last = end + ((n - 1) & 63) - 63;
  do {
    x = rotate(x + y + v.first + fetch(s + 8), 37) * k1;
    y = rotate(y + v.second + fetch(s + 48), 42) * k1;
    x ^= w.second;
    y += v.first + fetch(s + 40);
    z = rotate(z + w.first, 33) * k1;
    v = weak(s, v.second * k1, x + w.first);
    w = weak(s + 32, z + w.second, y + fetch(s + 16));
    std::swap(z, x);
    s += 64;
  } while (s != end);
  const uint64_t mul = k1 + ((z & 0xff) << 1);
  s = last;
  w.first += (n - 1) & 63;
  v.first += w.first;
  w.first += v.first;
  x = rotate(x + y + v.first + fetch(s + 8), 37) * mul;
  y = rotate(y + v.second + fetch(s + 48), 42) * mul;
  x ^= w.second * 9;
  y += v.first * 9 + fetch(s + 40);
  z = rotate(z + w.first, 33) * mul;
  v = weak(s, v.second * mul, x + w.first);
  w = weak(s + 32, z + w.second, y + fetch(s + 16));
  std::swap(z, x);
  return mix(mix(v.first, w.first, mul) + shift_mix(y) * k0 + z, mix(v.second, w.second, mul) + x, mul);
}

uint64_t hash64(const std::string& text) {
  constexpr uint64_t m = 0xc6a4a7935bd1e995ULL;
  const char* s = text.data();
  size_t n = text.size();
  uint64_t h = 0xDECAFCAFFEULL ^ (n * m);
  for (; n >= 8; n -= 8, s += 8) {
    uint64_t k = fetch(s) * m;
    k ^= k >> 47;
    h = (h ^ k * m) * m;
  }
  if (n) h = (h ^ fetch(s, static_cast<int>(n))) * m;
  h ^= h >> 47;
  h *= m;
  return h ^ h >> 47;
}

Result<Specs, Fault> infer_hash_bucket(const Inference& x) { return Specs{{DType::kInt64, x.in[0].shape}}; }

std::optional<Fault> compute_hash_bucket(Kernel& k, uint64_t (*hash)(const std::string&)) {
  const Tensor& in = k.in(0);
  const uint64_t buckets = static_cast<uint64_t>(std::max<int64_t>(k.attrs().get<int64_t>("num_buckets", 1), 1));
  Tensor& out = k.out(0, DType::kInt64, in.shape());
  for (int64_t i = 0; i < in.elements(); ++i) out.mutable_data<int64_t>()[static_cast<size_t>(i)] = static_cast<int64_t>(hash(in.text_at(i)) % buckets);
  return std::nullopt;
}

}  // namespace misfit
