// verbose=1 rewrites one line; verbose=2 prints one line at the end.
#include "keras/fit/progress_bar.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace misfit::keras {
namespace {

using Clock = std::chrono::steady_clock;

std::string format(const char* pattern, double v) {
  char text[64];
  if (std::isnan(v)) v = std::nan("");             // Python shows no sign
  std::snprintf(text, sizeof text, pattern, v);
  return text;
}

std::string padded(int64_t n, size_t width) {
  std::string s = std::to_string(n);
  return s.size() < width ? std::string(width - s.size(), ' ') + s : s;
}

std::string repeat(std::string_view s, int64_t n) {
  std::string out;
  for (int64_t i = 0; i < n; ++i) out += s;
  return out;
}

double seconds_between(Clock::time_point a, Clock::time_point b) { return std::chrono::duration<double>(b - a).count(); }

}  // namespace

void ProgressBar::restart() {
  seen_ = 0;
  order_.clear();
  values_.clear();
  start_ = Clock::now();
  drawn_ = first_done_ = false;
  width_ = 0;
}

void ProgressBar::begin_epoch(int64_t epoch) {
  restart();
  if (verbose_ && epochs_ > 1) in_.write("Epoch " + std::to_string(epoch + 1) + "/" + std::to_string(epochs_) + "\n");
}

void ProgressBar::begin() { restart(); }

void ProgressBar::take(int64_t current, const Logs& logs, const std::vector<std::string>& stateful, bool final) {
  for (const auto& [name, value] : logs) {
    if (!values_.count(name)) order_.push_back(name);
    const auto number = in_.as_double(value);
    const py::Value read = number ? value : in_.call(py::Value(in_.type_named("float")), {value});   // a NumPy scalar of a callback
    double v = number ? *number : read ? in_.as_double(read).value_or(std::nan("")) : (in_.take(), std::nan(""));
    bool as_is = in_.keras3() || std::find(stateful.begin(), stateful.end(), name) != stateful.end();
    double base = static_cast<double>(std::max<int64_t>(current - seen_, 1));
    (void)final;
    if (as_is) {
      values_[name] = {v, 1};
    } else if (!values_.count(name)) {
      values_[name] = {v * base, base};
    } else {
      values_[name].first += v * base;
      values_[name].second += base;
    }
  }
  seen_ = current;
}

std::string ProgressBar::number(const std::string& name, bool absolute) {
  auto [sum, count] = values_[name];
  double avg = sum / std::max(1.0, count);
  bool plain = absolute ? std::fabs(avg) > 1e-3 : avg > 1e-3;
  return format(plain ? "%.4f" : "%.4e", avg);
}

std::string ProgressBar::elapsed_text(double seconds, std::string_view unit) {
  std::string u(unit);
  if (seconds >= 1 || seconds == 0) return " " + format("%.0f", seconds) + "s/" + u;
  if (seconds >= 1e-3) return " " + format("%.0f", seconds * 1e3) + "ms/" + u;
  return " " + format("%.0f", seconds * 1e6) + "us/" + u;
}

double ProgressBar::per_step(int64_t current) {
  if (current == 0) return 0;
  auto now = Clock::now();
  double each = first_done_ && current > 1 ? seconds_between(after_first_, now) / static_cast<double>(current - 1) : seconds_between(start_, now) / static_cast<double>(current);
  if (current == 1) first_done_ = true, after_first_ = now;
  return each;
}

void ProgressBar::draw_keras2(int64_t current, bool final) {
  std::string text = std::string(width_, '\b') + "\r", bar;
  double each = per_step(current);
  if (target_) {
    size_t digits = std::to_string(*target_).size();
    bar = padded(current, digits) + "/" + std::to_string(*target_) + " [";
    auto done = static_cast<int64_t>(30.0 * static_cast<double>(current) / static_cast<double>(std::max<int64_t>(1, *target_)));
    if (done > 0) bar += repeat("=", done - 1) + (current < *target_ ? ">" : "=");
    bar += repeat(".", 30 - done) + "]";
  } else {
    bar = padded(current, 7) + "/Unknown";
  }
  std::string info;
  if (!target_ || final) info = " - " + format("%.0f", seconds_between(start_, Clock::now())) + "s" + elapsed_text(each, "step");
  else info = " - ETA: " + format("%.0f", std::floor(each * static_cast<double>(*target_ - current))) + "s";
  for (const std::string& name : order_) info += " - " + name + ": " + number(name, true);
  size_t width = bar.size() + info.size();
  if (width_ > width) info += std::string(width_ - width, ' ');
  width_ = width;
  in_.write(text + bar + info + (final ? "\n" : ""));
}

void ProgressBar::draw_keras3(int64_t current, bool final) {
  std::string text = std::string(width_, '\b') + "\r", bar;
  double each = per_step(current);
  size_t width = 0;
  if (target_ && *target_ > 0) {
    size_t digits = std::to_string(*target_).size();
    std::string count = padded(current, digits) + "/" + std::to_string(*target_);
    auto done = static_cast<int64_t>(20.0 * static_cast<double>(current) / static_cast<double>(*target_));
    bar = "\x1b[1m" + count + "\x1b[0m ";
    if (done > 0) bar += "\x1b[32m" + repeat("━", done) + "\x1b[0m";
    bar += "\x1b[37m" + repeat("━", 20 - done) + "\x1b[0m";
    width = count.size() + 21;
  } else {
    bar = padded(current, 7) + "/Unknown";
    width = bar.size();
  }
  std::string when = target_ && *target_ > 0 && !final ? format("%.0f", std::floor(each * static_cast<double>(*target_ - current))) + "s"
                                                       : format("%.0f", seconds_between(start_, Clock::now())) + "s";
  std::string rest = elapsed_text(each, "step");
  for (const std::string& name : order_) rest += " - " + name + ": " + number(name, true);
  width += 1 + when.size() + rest.size();
  std::string info = " \x1b[1m" + when + "\x1b[0m" + rest;
  if (width_ > width) info += std::string(width_ - width, ' ');
  width_ = width;
  in_.write(text + bar + info + (final ? "\n" : ""));
}

void ProgressBar::draw(int64_t current, bool final) {
  if (in_.keras3()) draw_keras3(current, final);
  else draw_keras2(current, final);
  last_ = Clock::now();
  drawn_ = true;
}

void ProgressBar::step(int64_t seen, const Logs& logs, const std::vector<std::string>& stateful) {
  if (verbose_ != 1) return;
  take(seen, logs, stateful, false);
  if (drawn_ && seconds_between(last_, Clock::now()) < 0.05) {
    if (seen == 1) per_step(seen);
    return;
  }
  draw(seen, false);
}

void ProgressBar::finish(const Logs& logs, const std::vector<std::string>& stateful) {
  if (verbose_ != 1 && verbose_ != 2) return;
  if (!target_) target_ = seen_;
  take(*target_, logs, stateful, true);
  if (verbose_ == 1) {
    draw(*target_, true);
    return;
  }
  size_t digits = std::to_string(*target_).size();
  std::string count = padded(*target_, digits) + "/" + std::to_string(*target_), total = format("%.0f", seconds_between(start_, Clock::now())) + "s";
  double each = per_step(*target_);
  std::string line = count + " - " + total;
  if (in_.keras3()) line += " -" + elapsed_text(each, "step");
  for (const std::string& name : order_) line += " - " + name + ": " + number(name, false);
  if (!in_.keras3()) line += " -" + elapsed_text(each * static_cast<double>(*target_), "epoch") + " -" + elapsed_text(each, "step");
  in_.write(line + "\n");
}

}  // namespace misfit::keras
