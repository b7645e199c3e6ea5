// Products summed over the letters that the output leaves out.
#include "ops/linalg/einsum.h"

#include <algorithm>
#include <map>

#include "ops/array/copy.h"
#include "ops/elementwise/loops.h"
#include "ops/formula.h"
#include "ops/linalg/products.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {

std::optional<Einsum> parse_einsum(const std::string& equation, const std::vector<size_t>& ranks) {
  const size_t arrow = equation.find("->");
  if (arrow == std::string::npos) return std::nullopt;
  Einsum e;
  std::vector<std::string> parts(1);
  for (char c : equation.substr(0, arrow)) {
    if (c == ',') parts.emplace_back();
    else if (c != ' ') parts.back() += c;
  }
  if (parts.size() != ranks.size()) return std::nullopt;
  size_t most = 0;
  const auto expand = [](const std::string& part, size_t count) {   // "..." as the last `count` batch letters
    const size_t dots = part.find("...");
    if (dots == std::string::npos) return part;
    std::string letters;
    for (size_t i = count; i > 0; --i) letters += static_cast<char>('0' + i - 1);
    return part.substr(0, dots) + letters + part.substr(dots + 3);
  };
  for (size_t i = 0; i < parts.size(); ++i) {
    const bool dots = parts[i].find("...") != std::string::npos;
    const size_t named = parts[i].size() - (dots ? 3 : 0);
    if (dots ? named > ranks[i] : named != ranks[i]) return std::nullopt;
    most = std::max(most, dots ? ranks[i] - named : 0);
    e.in.push_back(expand(parts[i], dots ? ranks[i] - named : 0));
  }
  std::string out;
  for (char c : equation.substr(arrow + 2)) if (c != ' ') out += c;
  e.out = expand(out, most);
  return e;
}

namespace {

constexpr FaultSpec kFaults[] = {
    {"einsum_c1", "InvalidArgumentError", "Expected dimension {wanted} at axis {axis} of the input shaped {shape} but got dimension {found}",
     "Dimensions must be equal, but are {wanted} and {found}", {}, {}, "ValueError"},
    {"einsum_c2", "InvalidArgumentError", "Expected input {index} to have rank {wanted} but got: {found}",
     "Shape must be rank {wanted} but is rank {found}\n\t for {index}th input and equation: {equation}", {}, {}, "ValueError"},
    {"einsum_c3", "InvalidArgumentError", "Expected input {index} to have rank at least {wanted} but got: {found}",
     "Shape must be at least rank {wanted} but is rank {found}\n\t for {index}th input and equation: {equation}", {}, {}, "ValueError"},
};

std::vector<size_t> ranks_of(std::span<const Spec> in) {
  std::vector<size_t> ranks;
  for (const Spec& s : in) ranks.push_back(s.shape.rank());
  return ranks;
}

// Which input's rank does not fit its letters.
Fault misfitting(const std::string& equation, const std::vector<size_t>& ranks) {
  const std::string inputs = equation.substr(0, equation.find("->"));
  size_t index = 0, begin = 0;
  for (;; ++index) {
    const size_t end = std::min(inputs.find(',', begin), inputs.size());
    const std::string part = inputs.substr(begin, end - begin);
    const bool dots = part.find("...") != std::string::npos;
    const size_t named = part.size() - (dots ? 3 : 0), rank = index < ranks.size() ? ranks[index] : 0;
    if (end == inputs.size() || (dots ? named > rank : named != rank))
      return {&kFaults[dots ? 2 : 1], {{"index", std::to_string(index)}, {"wanted", std::to_string(named)}, {"found", std::to_string(rank)}, {"equation", equation}}};
    begin = end + 1;
  }
}

Result<Specs, Fault> infer(const Inference& x) {
  for (const Spec& s : x.in)
    if (!s.shape.known_rank()) return infer_unknown(x);
  const std::string equation = x.attrs.get<std::string>("equation");
  const auto e = parse_einsum(equation, ranks_of(x.in));
  if (!e) return misfitting(equation, ranks_of(x.in));
  std::map<char, int64_t> lengths;
  for (size_t i = 0; i < x.in.size(); ++i)
    for (size_t a = 0; a < e->in[i].size(); ++a) {
      const char letter = e->in[i][a];
      const int64_t n = x.in[i].shape[a];
      const auto [at, is_new] = lengths.try_emplace(letter, n);
      if (is_new) continue;
      const bool batch = letter >= '0' && letter <= '9';
      if (at->second < 0 || (batch && at->second == 1)) at->second = n;
      else if (n >= 0 && n != at->second && !(batch && n == 1))     // one length per letter
        return Fault{&kFaults[0], {{"wanted", text(at->second)}, {"axis", std::to_string(a)}, {"shape", bracket_text(x.in[i].shape)}, {"found", text(n)}}};
    }
  Shape out;
  for (char letter : e->out) out.push_back(lengths.count(letter) ? lengths[letter] : 1);
  return Specs{{x.in[0].dtype, out}};
}

// An operand as a strided view with one axis per letter of `order`; letters it lacks have stride 0.
std::vector<int64_t> view(const std::string& letters, const Shape& s, const std::string& order) {
  const std::vector<int64_t> own = strides_of(s);
  std::vector<int64_t> strides(order.size(), 0);
  for (size_t a = 0; a < letters.size(); ++a)
    if (s[a] != 1) strides[order.find(letters[a])] += own[a];
  return strides;
}

std::optional<Fault> compute(Kernel& k) {
  std::vector<size_t> ranks;
  for (size_t i = 0; i < k.inputs(); ++i) ranks.push_back(k.in(i).shape().rank());
  const Einsum e = *parse_einsum(k.attrs().get<std::string>("equation"), ranks);
  std::map<char, int64_t> lengths;
  for (size_t i = 0; i < k.inputs(); ++i)
    for (size_t a = 0; a < e.in[i].size(); ++a) lengths[e.in[i][a]] = std::max(lengths[e.in[i][a]], k.in(i).shape()[a]);
  // Letters by role: kept by both (batch), by one side alone (rows, columns), summed.
  std::string batch, rows, columns, summed;
  const bool two = k.inputs() == 2;
  for (const auto& [letter, n] : lengths) {
    const bool a = e.in[0].find(letter) != std::string::npos, b = two && e.in[1].find(letter) != std::string::npos, kept = e.out.find(letter) != std::string::npos;
    (kept ? (a && b ? batch : a ? rows : columns) : summed) += letter;
  }
  const auto size = [&](const std::string& letters) {
    int64_t n = 1;
    for (char c : letters) n *= lengths[c];
    return n;
  };
  const auto shape = [&](const std::string& letters) {
    Shape s;
    for (char c : letters) s.push_back(lengths[c]);
    return s;
  };
  const DType t = k.in(0).dtype(), w = product_type(t);
  const auto gathered = [&](size_t i, const std::string& order) {
    Tensor dense = Tensor::uninitialized(w, shape(order));
    gather_strided(cast(k.in(i), w), 0, view(e.in[i], k.in(i).shape(), order), dense);
    return dense;
  };
  const Tensor a = gathered(0, batch + rows + summed);
  Tensor product = Tensor::uninitialized(w, shape(batch + rows + columns));
  visit_product(w, [&](auto zero) {
    using T = decltype(zero);
    const MatrixSizes sizes{size(rows), size(columns), size(summed)};
    std::vector<T> ones(static_cast<size_t>(sizes.k), T(1));
    const Tensor b = two ? gathered(1, batch + summed + columns) : Tensor();
    for (int64_t i = 0; i < size(batch); ++i)
      gemm(sizes, a.data<T>().data() + i * sizes.m * sizes.k, two ? b.data<T>().data() + i * sizes.k * sizes.n : ones.data(),
           product.mutable_data<T>().data() + i * sizes.m * sizes.n);
  });
  Tensor out = Tensor::uninitialized(w, shape(e.out));
  gather_strided(product, 0, view(batch + rows + columns, product.shape(), e.out), out);
  k.forward(0, cast(out, t));
  return std::nullopt;
}

// Each operand's gradient is an Einstein sum of dy and the other operand.
Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const std::string equation = g.attrs.get<std::string>("equation");
  const size_t arrow = equation.find("->"), comma = equation.find(',');
  const std::string out = equation.substr(arrow + 2);
  const auto back = [&](const Operand& x, const std::string& letters, const Operand* other, const std::string& other_letters) {
    // Letters that only this operand has were summed alone: dy is stretched over them.
    std::string present, missing;
    for (char c : letters)
      (c == '.' || out.find(c) != std::string::npos || other_letters.find(c) != std::string::npos ? present : missing) += c;
    const Operands in = other ? Operands{g.dy[0], *other} : Operands{g.dy[0]};
    Operand d = g.emit.emit_all(kEinsum, in, {{"equation", out + (other ? "," + other_letters : "") + "->" + present}, {"N", static_cast<int64_t>(in.size())}})[0];
    for (size_t i = 0; i < letters.size(); ++i)
      if (missing.find(letters[i]) != std::string::npos) d = f.run(kExpandDims, {d, f.integer(static_cast<int64_t>(i))});
    return missing.empty() ? f.sum_to(d, x) : f.run(kBroadcastTo, {d, f.shape(x)});
  };
  if (comma == std::string::npos) return {back(g.in[0], equation.substr(0, arrow), nullptr, "")};
  const std::string a = equation.substr(0, comma), b = equation.substr(comma + 1, arrow - comma - 1);
  return {back(g.in[0], a, &g.in[1], b), back(g.in[1], b, &g.in[0], a)};
}

}  // namespace

constexpr OpDef kEinsum{.name = "Einsum", .faults = kFaults, .infer = infer, .compute = compute, .gradient = gradient};

}  // namespace misfit
