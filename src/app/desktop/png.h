// Writes a picture as a PNG file.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace misfit {

struct Picture { int width = 0, height = 0; std::vector<uint8_t> rgb; };   // rows from the top
bool write_png(const std::string& path, const Picture&);

}  // namespace misfit
