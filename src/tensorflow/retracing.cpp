#include "tensorflow/retracing.h"

namespace misfit::tf {

void Retracing::count(py::Interp& in, bool traced, const Callable<std::string()>& function_text) {
  ++calls_;
  if (!traced) {
    if (calls_per_tracing_.empty()) calls_per_tracing_.push_back(0);
    ++calls_per_tracing_.back();
    return;
  }
  calls_per_tracing_.push_back(1);
  while (!calls_per_tracing_.empty() && calls_ - calls_per_tracing_[0] > 10) {
    calls_ -= calls_per_tracing_[0];
    calls_per_tracing_.erase(calls_per_tracing_.begin());
  }
  if (warnings_ >= 2 || calls_per_tracing_.size() < 5) return;
  ++warnings_;
  in.log("WARNING:tensorflow: " + std::to_string(calls_per_tracing_.size()) + " out of the last " + std::to_string(calls_) + " calls to " + function_text() +
         " triggered tf.function retracing. Tracing is expensive and the excessive number of tracings could be due to (1) creating @tf.function repeatedly in a loop, (2) passing "
         "tensors with different shapes, (3) passing Python objects instead of tensors. For (1), please define your @tf.function outside of the loop. For (2), @tf.function has "
         "reduce_retracing=True option that can avoid unnecessary retracing. For (3), please refer to https://www.tensorflow.org/guide/function#controlling_retracing and "
         "https://www.tensorflow.org/api_docs/python/tf/function for  more details.");
}

}  // namespace misfit::tf
