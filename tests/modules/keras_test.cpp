// Programs of tests/keras/programs beside what Keras 3.15 (NAME.keras3.out) and Keras 2.15 (NAME.keras2.out) printed for them.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "keras/layer.h"
#include "keras/library.h"
#include "modules/modules.h"
#include "numpy/ndarray.h"
#include "python/interp.h"
#include "tensorflow/tensor.h"

using namespace misfit;

static std::string read(const std::filesystem::path& p) {
  std::ifstream f(p);
  return {std::istreambuf_iterator<char>(f), {}};
}

TEST_CASE("programs print what Keras prints") {
  const std::filesystem::path folder = MISFIT_SOURCE_DIR "/tests/keras/programs";
  int programs = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".py") continue;
    for (Profile profile : {Profile::kKeras2, Profile::kKeras3}) {
      std::filesystem::path wanted = entry.path();
      wanted.replace_extension(profile == Profile::kKeras2 ? ".keras2.out" : ".keras3.out");
      if (!std::filesystem::exists(wanted)) continue;
      ++programs;
      CAPTURE(wanted.filename().string());
      py::Interp in(profile, {}, nullptr);
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
  }
  CHECK(programs > 0);
}
