// The bar that fit, evaluate and predict print, in the style of each Keras.
#pragma once
#include <chrono>
#include <map>

#include "keras/fit/trainer.h"

namespace misfit::keras {

class ProgressBar {
 public:
  ProgressBar(py::Interp& in, int verbose, int64_t epochs, std::optional<int64_t> target) : in_(in), verbose_(verbose), epochs_(epochs), target_(target) {}
  void begin_epoch(int64_t epoch);                  // prints "Epoch 1/5"
  void begin();                                     // of evaluate and predict
  void step(int64_t seen, const Logs& logs, const std::vector<std::string>& stateful);
  void finish(const Logs& logs, const std::vector<std::string>& stateful);

 private:
  void restart();
  void take(int64_t current, const Logs& logs, const std::vector<std::string>& stateful, bool final);
  void draw(int64_t current, bool final);
  void draw_keras2(int64_t current, bool final);
  void draw_keras3(int64_t current, bool final);
  std::string number(const std::string& name, bool absolute);
  std::string elapsed_text(double seconds, std::string_view unit);
  double per_step(int64_t current);

  py::Interp& in_;
  int verbose_;
  int64_t epochs_;
  std::optional<int64_t> target_;
  int64_t seen_ = 0;
  std::vector<std::string> order_;
  std::map<std::string, std::pair<double, double>> values_;   // sum, count
  std::chrono::steady_clock::time_point start_{}, last_{}, after_first_{};
  bool drawn_ = false, first_done_ = false;
  size_t width_ = 0;
};

}  // namespace misfit::keras
