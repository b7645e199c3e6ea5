// Programs of tests/modules/tensorflow beside what TensorFlow 2.21 printed for them.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "keras/library.h"
#include "keras/layer.h"
#include "modules/modules.h"
#include "numpy/ndarray.h"
#include "tensorflow/tensor.h"

using namespace misfit;

static std::string read(const std::filesystem::path& p) {
  std::ifstream f(p);
  std::stringstream s;
  s << f.rdbuf();
  return s.str();
}

TEST_CASE("programs print what TensorFlow prints") {
  int programs = 0;
  for (const auto& entry : std::filesystem::directory_iterator(MISFIT_SOURCE_DIR "/tests/modules/tensorflow")) {
    if (entry.path().extension() != ".py") continue;
    ++programs;
    CAPTURE(entry.path().filename().string());
    std::filesystem::path wanted = entry.path();
    wanted.replace_extension(".out");
    py::Interp in(Profile::kKeras3, {}, nullptr);
    np::register_types(in);
    tf::register_types(in);
    keras::register_types(in);
    keras::register_library(in);
    modules::register_standard(in);
    modules::register_numpy(in);
    modules::register_tensorflow(in);
    modules::register_keras(in);
    CHECK(py::run_program(in, read(entry.path()), entry.path().filename().string()).stdout_text == read(wanted));
  }
  CHECK(programs > 0);
}
