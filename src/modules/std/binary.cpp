// struct, hashlib, binascii, base64 and zlib's checksum.
#include <cstring>

#include "modules/std/std.h"
#include "python/machine.h"

namespace misfit::modules::standard {

using namespace py;

namespace {

template <class Word> Word rotate_right(Word x, int bits) { return static_cast<Word>((x >> bits) | (x << (sizeof(Word) * 8 - static_cast<size_t>(bits)))); }

// The first bits of the fractions of cube roots (round constants) and square roots (start) of the primes.
constexpr uint64_t kSha512[80] = {
    0x428a2f98d728ae22, 0x7137449123ef65cd, 0xb5c0fbcfec4d3b2f, 0xe9b5dba58189dbbc, 0x3956c25bf348b538, 0x59f111f1b605d019, 0x923f82a4af194f9b, 0xab1c5ed5da6d8118,
    0xd807aa98a3030242, 0x12835b0145706fbe, 0x243185be4ee4b28c, 0x550c7dc3d5ffb4e2, 0x72be5d74f27b896f, 0x80deb1fe3b1696b1, 0x9bdc06a725c71235, 0xc19bf174cf692694,
    0xe49b69c19ef14ad2, 0xefbe4786384f25e3, 0x0fc19dc68b8cd5b5, 0x240ca1cc77ac9c65, 0x2de92c6f592b0275, 0x4a7484aa6ea6e483, 0x5cb0a9dcbd41fbd4, 0x76f988da831153b5,
    0x983e5152ee66dfab, 0xa831c66d2db43210, 0xb00327c898fb213f, 0xbf597fc7beef0ee4, 0xc6e00bf33da88fc2, 0xd5a79147930aa725, 0x06ca6351e003826f, 0x142929670a0e6e70,
    0x27b70a8546d22ffc, 0x2e1b21385c26c926, 0x4d2c6dfc5ac42aed, 0x53380d139d95b3df, 0x650a73548baf63de, 0x766a0abb3c77b2a8, 0x81c2c92e47edaee6, 0x92722c851482353b,
    0xa2bfe8a14cf10364, 0xa81a664bbc423001, 0xc24b8b70d0f89791, 0xc76c51a30654be30, 0xd192e819d6ef5218, 0xd69906245565a910, 0xf40e35855771202a, 0x106aa07032bbd1b8,
    0x19a4c116b8d2d0c8, 0x1e376c085141ab53, 0x2748774cdf8eeb99, 0x34b0bcb5e19b48a8, 0x391c0cb3c5c95a63, 0x4ed8aa4ae3418acb, 0x5b9cca4f7763e373, 0x682e6ff3d6b2b8a3,
    0x748f82ee5defb2fc, 0x78a5636f43172f60, 0x84c87814a1f0ab72, 0x8cc702081a6439ec, 0x90befffa23631e28, 0xa4506cebde82bde9, 0xbef9a3f7b2c67915, 0xc67178f2e372532b,
    0xca273eceea26619c, 0xd186b8c721c0c207, 0xeada7dd6cde0eb1e, 0xf57d4f7fee6ed178, 0x06f067aa72176fba, 0x0a637dc5a2c898a6, 0x113f9804bef90dae, 0x1b710b35131c471b,
    0x28db77f523047d84, 0x32caab7b40c72493, 0x3c9ebe0a15c9bebc, 0x431d67c49c100d4c, 0x4cc5d4becb3e42b6, 0x597f299cfc657e2a, 0x5fcb6fab3ad6faec, 0x6c44198c4a475817};

// SHA-256 and SHA-512 are one algorithm with two word lengths; the constants of the one are the upper halves of the other's.
template <class Word> std::string sha2(std::string text) {
  constexpr bool wide = sizeof(Word) == 8;
  constexpr size_t block = sizeof(Word) * 16;
  constexpr int rounds = wide ? 80 : 64;
  uint64_t start[8] = {0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1, 0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};
  Word h[8];
  for (int i = 0; i < 8; ++i) h[i] = static_cast<Word>(wide ? start[i] : start[i] >> 32);
  const uint64_t bits = text.size() * 8;
  text.push_back('\x80');
  while (text.size() % block != block - 8) text.push_back('\0');
  for (int i = 7; i >= 0; --i) text.push_back(static_cast<char>(bits >> (8 * i)));
  constexpr int s[12] = {wide ? 1 : 7, wide ? 8 : 18, wide ? 7 : 3, wide ? 19 : 17, wide ? 61 : 19, wide ? 6 : 10, wide ? 14 : 6, wide ? 18 : 11, wide ? 41 : 25, wide ? 28 : 2, wide ? 34 : 13, wide ? 39 : 22};
  for (size_t at = 0; at < text.size(); at += block) {
    Word w[80];
    for (size_t i = 0; i < 16; ++i) {
      w[i] = 0;
      for (size_t k = 0; k < sizeof(Word); ++k) w[i] = static_cast<Word>((w[i] << 8) | static_cast<unsigned char>(text[at + i * sizeof(Word) + k]));
    }
    for (int i = 16; i < rounds; ++i) {
      const Word a = rotate_right(w[i - 15], s[0]) ^ rotate_right(w[i - 15], s[1]) ^ (w[i - 15] >> s[2]);
      const Word b = rotate_right(w[i - 2], s[3]) ^ rotate_right(w[i - 2], s[4]) ^ (w[i - 2] >> s[5]);
      w[i] = w[i - 16] + a + w[i - 7] + b;
    }
    Word v[8];
    std::memcpy(v, h, sizeof h);
    for (int i = 0; i < rounds; ++i) {
      const Word k = static_cast<Word>(wide ? kSha512[i] : kSha512[i] >> 32);
      const Word t1 = v[7] + (rotate_right(v[4], s[6]) ^ rotate_right(v[4], s[7]) ^ rotate_right(v[4], s[8])) + ((v[4] & v[5]) ^ (~v[4] & v[6])) + k + w[i];
      const Word t2 = (rotate_right(v[0], s[9]) ^ rotate_right(v[0], s[10]) ^ rotate_right(v[0], s[11])) + ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
      for (int j = 7; j > 0; --j) v[j] = v[j - 1];
      v[4] += t1;
      v[0] = t1 + t2;
    }
    for (int i = 0; i < 8; ++i) h[i] += v[i];
  }
  std::string out;
  for (Word x : h)
    for (int k = static_cast<int>(sizeof(Word)) - 1; k >= 0; --k) out.push_back(static_cast<char>(x >> (8 * k)));
  return out;
}

std::string sha1(std::string text) {
  uint32_t h[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
  const uint64_t bits = text.size() * 8;
  text.push_back('\x80');
  while (text.size() % 64 != 56) text.push_back('\0');
  for (int i = 7; i >= 0; --i) text.push_back(static_cast<char>(bits >> (8 * i)));
  const auto left = [](uint32_t x, int n) { return (x << n) | (x >> (32 - n)); };
  for (size_t at = 0; at < text.size(); at += 64) {
    uint32_t w[80];
    for (size_t i = 0; i < 16; ++i) {
      w[i] = 0;
      for (size_t k = 0; k < 4; ++k) w[i] = (w[i] << 8) | static_cast<unsigned char>(text[at + i * 4 + k]);
    }
    for (int i = 16; i < 80; ++i) w[i] = left(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    uint32_t a = h[0], b = h[1], c = h[2], d = h[3], e = h[4];
    for (int i = 0; i < 80; ++i) {
      const uint32_t f = i < 20 ? (b & c) | (~b & d) : i < 40 || i >= 60 ? b ^ c ^ d : (b & c) | (b & d) | (c & d);
      const uint32_t t = left(a, 5) + f + e + w[i] + (i < 20 ? 0x5a827999 : i < 40 ? 0x6ed9eba1 : i < 60 ? 0x8f1bbcdc : 0xca62c1d6);
      e = d; d = c; c = left(b, 30); b = a; a = t;
    }
    h[0] += a; h[1] += b; h[2] += c; h[3] += d; h[4] += e;
  }
  std::string out;
  for (uint32_t x : h)
    for (int k = 3; k >= 0; --k) out.push_back(static_cast<char>(x >> (8 * k)));
  return out;
}

std::string md5(std::string text) {
  static constexpr int kShift[16] = {7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21};
  uint32_t h[4] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
  const uint64_t bits = text.size() * 8;
  text.push_back('\x80');
  while (text.size() % 64 != 56) text.push_back('\0');
  for (int i = 0; i < 8; ++i) text.push_back(static_cast<char>(bits >> (8 * i)));
  for (size_t at = 0; at < text.size(); at += 64) {
    uint32_t w[16];
    std::memcpy(w, text.data() + at, 64);
    uint32_t a = h[0], b = h[1], c = h[2], d = h[3];
    for (uint32_t i = 0; i < 64; ++i) {
      const uint32_t f = i < 16 ? (b & c) | (~b & d) : i < 32 ? (d & b) | (~d & c) : i < 48 ? b ^ c ^ d : c ^ (b | ~d);
      const uint32_t g = i < 16 ? i : i < 32 ? (5 * i + 1) % 16 : i < 48 ? (3 * i + 5) % 16 : 7 * i % 16;
      const double sine = __builtin_fabs(__builtin_sin(i + 1.0));
      const uint32_t t = a + f + static_cast<uint32_t>(sine * 4294967296.0) + w[g];
      const int n = kShift[i / 16 * 4 + i % 4];
      a = d; d = c; c = b;
      b += (t << n) | (t >> (32 - n));
    }
    h[0] += a; h[1] += b; h[2] += c; h[3] += d;
  }
  std::string out(16, '\0');
  std::memcpy(out.data(), h, 16);
  return out;
}

bool build_hashes(Interp& in, Module& m) {
  const auto add = [&](const char* name, std::string (*f)(std::string)) {
    define(in, m, name, "data, /", [f](Interp& i, Bound& b) {
      const Bytes* data = cast<Bytes>(b[0]);
      return data ? i.bytes(f(data->text)) : i.raise("TypeError", cast<Str>(b[0]) ? "Strings must be encoded before hashing" : "object supporting the buffer API required");
    });
  };
  add("sha1", sha1);
  add("sha256", sha2<uint32_t>);
  add("sha512", sha2<uint64_t>);
  add("md5", md5);
  define(in, m, "float_bits", "x, double, /", [](Interp& i, Bound& b) {
    const double d = i.as_double(b[0]).value_or(0);
    if (b[1].boolean()) {
      int64_t bits;
      std::memcpy(&bits, &d, 8);
      return Value::integer(bits);
    }
    const float f = static_cast<float>(d);
    uint32_t bits;
    std::memcpy(&bits, &f, 4);
    return Value::integer(bits);
  });
  define(in, m, "bits_float", "bits, double, /", [](Interp& i, Bound& b) {
    const int64_t bits = i.as_int(b[0]).value_or(0);
    if (b[1].boolean()) {
      double d;
      std::memcpy(&d, &bits, 8);
      return Value::number(d);
    }
    const uint32_t low = static_cast<uint32_t>(bits);
    float f;
    std::memcpy(&f, &low, 4);
    return Value::number(f);
  });
  return true;
}

}  // namespace

void register_binary(Interp& in) {
  in.register_module("_binary", build_hashes);
}

}  // namespace misfit::modules::standard
