// The data and the model's input disagree: tell the truth to the one, or give the other its axes.
#include <algorithm>

#include "explain/fixes/fixes.h"

namespace misfit {
namespace {

// What the model was built for, without the batch: from the message, else from what the text says.
std::optional<Shape> wanted_shape(const Facts& f) {
  const Reading& r = *f.reading;
  std::optional<Shape> s = shape_in(r["expected"]);
  if (s && s->rank() > 0) return s->without(0);
  if (!f.input_shape) return std::nullopt;
  std::string text(f.program.of(f.input_shape));
  if (s = shape_in(text); s) return s;
  return std::nullopt;
}

bool is_tensor(const Facts& f) {
  const Binding* b = binding_of(f.run.trace, f.x_name, f.fit->span.begin);
  return b && b->kind == "tensor";
}

std::string reshaped(const Facts& f, const std::string& shape) {
  return is_tensor(f) ? "tf.reshape(" + f.x_name + ", " + shape + ")" : f.x_name + ".reshape(" + shape.substr(1, shape.size() - 2) + ")";
}

Shape with_batch(int64_t batch, const Shape& rest) {
  Shape s{batch};
  for (int64_t d : rest) s.push_back(d);
  return s;
}

}  // namespace

void propose_shapes(Proposals& p, const Explanation&) {
  const Facts& f = p.f;
  if (!f.reading || !f.fit || f.x_name.empty() || !f.x_shape.known_rank() || f.x_shape.rank() == 0) return;
  const Trouble t = f.reading->trouble;
  if (t != Trouble::kAxisLength && t != Trouble::kInputShape && t != Trouble::kRank && t != Trouble::kShrunk && t != Trouble::kOther) return;
  std::optional<Shape> wanted = wanted_shape(f);
  const Shape has = f.x_shape.without(0);
  const std::string& x = f.x_name;
  // One sample without its batch.
  if (wanted && f.x_shape == *wanted && f.x)
    p.right("Give the one sample a batch axis", f.program.with(f.x->span, "np.expand_dims(" + std::string(f.program.of(f.x)) + ", 0)"));
  if (wanted && f.x_shape == *wanted) return;
  const bool labels_known = f.y_shape.known_rank() && f.y_shape.rank() > 0;
  const bool rows_agree = !labels_known || f.y_shape[0] == f.x_shape[0];
  if (wanted && wanted->fully_known() && wanted->elements() == has.elements() && wanted->rank() != has.rank())
    p.right("Give " + f.said(x) + " its axes back: " + tuple_text(with_batch(-1, *wanted)), with_assignment(f, x, reshaped(f, tuple_text(with_batch(-1, *wanted)))));
  if (f.input_shape && rows_agree && has.rank() > 0 && (t == Trouble::kAxisLength || t == Trouble::kInputShape || t == Trouble::kRank)) {
    const bool dim = argument(f.input, "input_dim") == f.input_shape;
    std::string truth = dim ? std::to_string(has[has.rank() - 1]) : tuple_text(has);
    p.right("Tell `" + std::string(callee(f.input)) + "` the truth: " + truth, f.program.with(f.input_shape->span, truth));
    if (!dim && wanted && has.rank() + 1 == wanted->rank()) {
      Shape one = has;
      one.push_back(1);
      p.right("Promise one channel in `" + std::string(callee(f.input)) + "`", f.program.with(f.input_shape->span, tuple_text(one)));
    }
  }
  if (!wanted || !wanted->fully_known()) return;
  const int64_t channels = wanted->rank() ? (*wanted)[wanted->rank() - 1] : 0;
  const bool tensor = is_tensor(f);
  const std::string repeat = tensor ? "tf.repeat(" : "np.repeat(";
  if (wanted->rank() == has.rank() && has.rank() >= 2) {
    Shape front = has.slice(0, has.rank() - 1), wanted_front = wanted->slice(0, wanted->rank() - 1);
    const int64_t mine = has[has.rank() - 1];
    if (front == wanted_front && mine == 1 && channels > 1)
      p.right("Repeat the one channel " + std::to_string(channels) + " times", with_assignment(f, x, repeat + x + ", " + std::to_string(channels) + ", axis=-1)"));
    if (front == wanted_front && mine > channels)
      p.right("Keep the first " + plural(channels, "channel"), with_assignment(f, x, x + "[..., :" + std::to_string(channels) + "]"));
  }
  if (wanted->rank() == has.rank() + 1 && wanted->slice(0, has.rank()) == has && channels > 1)
    p.right("Add a channel axis and repeat it " + std::to_string(channels) + " times", with_assignment(f, x, repeat + x + "[..., " + (tensor ? "tf" : "np") + ".newaxis], " + std::to_string(channels) + ", axis=-1)"));
  // What silences the message: the right shape from the wrong numbers.
  if (tensor || !f.x_shape.fully_known()) return;
  if (wanted->elements() == has.elements() && wanted->rank() != has.rank())
    p.wrong("Reshape the transposed table", with_assignment(f, x, x + ".T.reshape(" + tuple_text(with_batch(-1, *wanted)).substr(1)));
  else if (wanted->elements() != has.elements())
    p.wrong("np.resize to " + tuple_text(with_batch(f.x_shape[0], *wanted)), with_assignment(f, x, "np.resize(" + x + ", " + tuple_text(with_batch(f.x_shape[0], *wanted)) + ")"));
}

}  // namespace misfit
