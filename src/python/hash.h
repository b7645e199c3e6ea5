// CPython's hashes, with PYTHONHASHSEED=0 for texts (types.h: str_hash, float_hash): they decide the order in which sets are printed.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>

namespace misfit::py {

int64_t hash_int(int64_t);                              // modulo 2^61 - 1
int64_t hash_bytes(std::string_view);                   // SipHash-1-3, key 0
int64_t hash_tuple(std::span<const int64_t> hashes);
int64_t hash_pointer(const void*);

}  // namespace misfit::py
