// Programs of tests/python/differential beside what CPython 3.11 printed for them (there: PYTHONHASHSEED=0 python3.11 NAME.py > NAME.out).
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "modules/modules.h"
#include "python/interp.h"

using namespace misfit;

static std::string read(const std::filesystem::path& p) {
  std::ifstream f(p);
  std::stringstream s;
  s << f.rdbuf();
  return s.str();
}

TEST_CASE("programs print what CPython prints") {
  const std::filesystem::path folder = MISFIT_SOURCE_DIR "/tests/python/differential";
  int programs = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".py") continue;
    ++programs;
    CAPTURE(entry.path().filename().string());
    std::filesystem::path wanted = entry.path();
    wanted.replace_extension(".out");
    py::Interp in(Profile::kKeras3, {}, nullptr);
    modules::register_standard(in);
    CHECK(py::run_program(in, read(entry.path()), entry.path().filename().string()).stdout_text == read(wanted));
  }
  CHECK(programs > 0);
}
