// Products: matmul, dot, inner, outer, tensordot, einsum, kron.
#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/visit.h"
#include "numpy/functions.h"
#include "numpy/index.h"
#include "numpy/linalg.h"
#include "numpy/ufunc.h"

namespace misfit::np {
namespace {

template <class C> void multiply(const C* a, const C* b, C* out, int64_t n, int64_t k, int64_t m) {
  std::fill(out, out + n * m, C(0));
  for (int64_t i = 0; i < n; ++i)
    for (int64_t p = 0; p < k; ++p) {
      const C x = a[i * k + p];
      const C* row = b + p * m;
      C* to = out + i * m;
      for (int64_t j = 0; j < m; ++j) to[j] += x * row[j];
    }
}

// n x k times k x m for each of `count` pairs of blocks.
void product(DType t, const std::byte* a, const std::byte* b, std::byte* out, int64_t n, int64_t k, int64_t m) {
  const auto go = [&](auto zero) {
    using C = decltype(zero);
    std::vector<C> x(static_cast<size_t>(n * k)), y(static_cast<size_t>(k * m)), z(static_cast<size_t>(n * m));
    const auto each = static_cast<int64_t>(size_of(t));
    load(t, a, each, n * k, x.data());
    load(t, b, each, k * m, y.data());
    multiply(x.data(), y.data(), z.data(), n, k, m);
    store(t, z.data(), n * m, out, each);
  };
  switch (comp_of(t)) {
    case Comp::kBool: case Comp::kInt: go(int64_t{}); break;
    case Comp::kUInt: go(uint64_t{}); break;
    case Comp::kFloat: go(float{}); break;
    case Comp::kDouble: go(double{}); break;
    default: go(Complex{});
  }
}

}  // namespace

Arr matrix_product(Interp& in, const Arr& a, const Arr& b) {
  const size_t ra = a->shape.rank(), rb = b->shape.rank();
  const int64_t n = a->shape[ra - 2], k = a->shape[ra - 1], m = b->shape[rb - 1];
  const auto outer = broadcast(a->shape.slice(0, ra - 2), b->shape.slice(0, rb - 2));
  const DType t = promote(a->dtype, b->dtype);
  Shape wa = *outer, wb = *outer, shape = *outer;
  wa.push_back(n); wa.push_back(k);
  wb.push_back(k); wb.push_back(m);
  shape.push_back(n); shape.push_back(m);
  const Arr x = contiguous_array(in, astype(in, broadcast_view(in, a, wa), t)), y = contiguous_array(in, astype(in, broadcast_view(in, b, wb), t));
  const int64_t count = outer->elements();
  const auto each = static_cast<int64_t>(size_of(t));
  auto bx = memory(*x), by = memory(*y);
  const int64_t ox = x->offset, oy = y->offset;
  const auto fill = [=](std::byte* q) {
    if (n * m == 0) return;
    const std::byte *p = n * k != 0 ? bx->data() + ox : nullptr, *r = k * m != 0 ? by->data() + oy : nullptr;
    for (int64_t i = 0; i < count; ++i) product(t, p + i * n * k * each, r + i * k * m * each, q + i * n * m * each, n, k, m);
  };
  if (!bx->materialized() || !by->materialized() || big(count * n * m)) return lazy(in, t, shape, fill, {bx, by});
  Arr out = make(in, t, shape);
  if (size(*out)) fill(data(*out));
  return out;
}

namespace {
Arr two_d(Interp& in, const Arr& a, bool left) {
  if (a->shape.rank() != 1) return a;
  return left ? view(in, a, Shape{1, a->shape[0]}, Ints{0, a->strides[0]}, a->offset) : view(in, a, Shape{a->shape[0], 1}, Ints{a->strides[0], 0}, a->offset);
}
Arr drop(Interp& in, const Arr& a, bool rows, bool columns) {
  Shape s = a->shape;
  Ints strides = a->strides;
  const size_t r = s.rank();
  if (columns) { s = s.without(r - 1); strides.pop_back(); }
  if (rows) { s = s.without(r - 2); strides.erase(strides.begin() + static_cast<std::ptrdiff_t>(r) - 2); }
  return view(in, a, s, strides, a->offset);
}
}  // namespace

Value matmul(Interp& in, const Value& va, const Value& vb, const Value& out) {
  const Arr a = as_array(in, va), b = a ? as_array(in, vb) : Arr();
  if (!b) return {};
  const char* signature = "(n?,k),(k,m?)->(n?,m?)";
  if (a->shape.rank() == 0 || b->shape.rank() == 0)
    return in.raise("ValueError", "matmul: Input operand " + std::string(a->shape.rank() == 0 ? "0" : "1") + " does not have enough dimensions (has 0, gufunc core with signature " + signature + " requires 1)");
  const int64_t k = a->shape[a->shape.rank() - 1], l = b->shape[b->shape.rank() == 1 ? 0 : b->shape.rank() - 2];
  if (!is_number(a->dtype) || !is_number(b->dtype)) {
    if (is_text(a->dtype) || is_text(b->dtype)) return in.raise(numpy(in).ufunc_type_error, "ufunc 'matmul' did not contain a loop with signature matching types (" + dtype_repr(dt(*a)) + ", " + dtype_repr(dt(*b)) + ") -> None");
    const Arr x = two_d(in, a, true), y = two_d(in, b, false);
    Arr z = make(in, DType::kVariant, Shape{x->shape[0], y->shape[1]});
    for (int64_t i = 0; i < x->shape[0]; ++i) for (int64_t j = 0; j < y->shape[1]; ++j) {
      Value sum;
      for (int64_t p = 0; p < k; ++p) {
        const Value term = in.binary(py::BinaryOp::kMul, python_item(in, *x, i * x->strides[0] + p * x->strides[1]), python_item(in, *y, p * y->strides[0] + j * y->strides[1]));
        sum = !term ? Value() : sum ? in.binary(py::BinaryOp::kAdd, sum, term) : term;
        if (!sum) return {};
      }
      (*z->objects)[static_cast<size_t>(i * y->shape[1] + j)] = sum;
    }
    return z;
  }
  if (k != l) return in.raise("ValueError", "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature " + std::string(signature) + " (size " + std::to_string(l) + " is different from " + std::to_string(k) + ")");
  const Arr x = two_d(in, a, true), y = two_d(in, b, false);
  const auto outer = broadcast(x->shape.slice(0, x->shape.rank() - 2), y->shape.slice(0, y->shape.rank() - 2));
  if (!outer) {
    const auto remapped = [](const Arr& m) {
      std::string s = shape_text(m->shape) + "->(";
      const size_t n = m->shape.rank() - 2;
      for (size_t i = 0; i < n; ++i) s += std::to_string(m->shape[i]) + ",";
      return s + "newaxis,newaxis) ";
    };
    return in.raise("ValueError", "operands could not be broadcast together with remapped shapes [original->remapped]: " + remapped(x) + remapped(y) + " and requested shape (" + std::to_string(x->shape[x->shape.rank() - 2]) + "," + std::to_string(y->shape[y->shape.rank() - 1]) + ")");
  }
  Arr z = matrix_product(in, x, y);
  z = drop(in, z, a->shape.rank() == 1, b->shape.rank() == 1);
  if (!absent(out)) {
    auto* target = py::cast<NdArray>(out);
    if (!target) return in.raise("TypeError", "return arrays must be of ArrayType");
    if (!can_cast(dt(*z), dt(*target), "same_kind")) return in.raise(numpy(in).ufunc_type_error, "Cannot cast ufunc 'matmul' output from " + dtype_repr(dt(*z)) + " to " + dtype_repr(dt(*target)) + " with casting rule 'same_kind'");
    return assign(in, *target, *z) ? out : Value();
  }
  AxisMap axes(z->shape.rank());
  const int second = step_of(va) ? 1 : 0;
  if (a->shape.rank() == 2 && b->shape.rank() == 2) axes = {step_of(va) ? AxisSource{0, 0} : AxisSource{}, step_of(vb) ? AxisSource{second, 1} : AxisSource{}};
  return finish(in, z, "np.matmul", {va, vb}, std::move(axes));
}

Arr dot(Interp& in, const Arr& a, const Arr& b) {
  const size_t ra = a->shape.rank(), rb = b->shape.rank();
  if (ra == 0 || rb == 0) return apply(in, "multiply", a, b);
  const size_t axis = rb == 1 ? 0 : rb - 2;
  if (a->shape[ra - 1] != b->shape[axis]) {
    in.raise("ValueError", "shapes " + shape_text(a->shape) + " and " + shape_text(b->shape) + " not aligned: " + std::to_string(a->shape[ra - 1]) + " (dim " + std::to_string(ra - 1) + ") != " + std::to_string(b->shape[axis]) + " (dim " + std::to_string(axis) + ")");
    return {};
  }
  if (!is_number(a->dtype) || !is_number(b->dtype)) {
    if (is_text(a->dtype) || is_text(b->dtype)) { in.raise(numpy(in).ufunc_type_error, "ufunc 'multiply' did not contain a loop with signature matching types (" + dtype_repr(dt(*a)) + ", " + dtype_repr(dt(*b)) + ") -> None"); return {}; }
    const Value v = matmul(in, Value(a), Value(b), {});
    return v ? as_array(in, v) : Arr();
  }
  // Every row of a with every column of b.
  const int64_t k = a->shape[ra - 1];
  const Arr x = contiguous_array(in, a);
  Shape rest;
  for (size_t i = 0; i < rb; ++i) if (i != axis) { rest.push_back(b->shape[i]); }
  Shape moved{k};
  Ints strides{b->strides[axis]};
  for (size_t i = 0; i < rb; ++i) if (i != axis) { moved.push_back(b->shape[i]); strides.push_back(b->strides[i]); }
  const Arr y = contiguous_array(in, view(in, b, moved, strides, b->offset));
  const auto es = static_cast<int64_t>(stride_of(a->dtype)), eb = static_cast<int64_t>(stride_of(b->dtype));
  const int64_t n = k ? size(*x) / k : x->shape.slice(0, ra - 1).elements(), m = rest.elements();
  const Arr z = matrix_product(in, view(in, x, Shape{n, k}, Ints{k * es, es}, x->offset), view(in, y, Shape{k, m}, Ints{m * eb, eb}, y->offset));
  Shape s = a->shape.slice(0, ra - 1);
  for (const int64_t d : rest) s.push_back(d);
  return view(in, z, s, c_strides(s, stride_of(z->dtype)), z->offset);
}

namespace fn {

namespace {
Arr raveled(Interp& in, const Arr& a) {
  const Arr c = contiguous_array(in, a);
  return view(in, c, Shape{size(*c)}, Ints{static_cast<int64_t>(stride_of(c->dtype))}, c->offset);
}
Arr permuted(Interp& in, const Arr& a, const Ints& order) {
  Shape s;
  Ints strides;
  for (const int64_t k : order) { s.push_back(a->shape[static_cast<size_t>(k)]); strides.push_back(a->strides[static_cast<size_t>(k)]); }
  return view(in, a, s, strides, a->offset);
}
Arr shaped(Interp& in, const Arr& a, const Shape& s) {
  const Arr c = contiguous_array(in, a);
  return view(in, c, s, c_strides(s, stride_of(c->dtype)), c->offset);
}
}  // namespace

Value dot(Interp& in, py::Bound& b) {     // a, b, out=None
  const Arr x = as_array(in, b[0]), y = x ? as_array(in, b[1]) : Arr();
  const Arr z = y ? np::dot(in, x, y) : Arr();
  if (!z) return {};
  if (!absent(b[2])) return with_out(in, b[2], z);
  return finish(in, z, "np.dot", {b[0], b[1]});
}
Value vdot(Interp& in, py::Bound& b) {
  const Arr x = as_array(in, b[0]), y = x ? as_array(in, b[1]) : Arr();
  if (!y) return {};
  if (size(*x) != size(*y))
    return in.raise("ValueError", "cannot reshape array of size " + std::to_string(size(*y)) + " into shape (" + std::to_string(size(*x)) + ",)");
  const Arr z = np::dot(in, raveled(in, is_complex(x->dtype) ? np::apply(in, "conjugate", x) : x), raveled(in, y));
  return z ? finish(in, z, "np.vdot", {b[0], b[1]}) : Value();
}
Value inner(Interp& in, py::Bound& b) {
  const Arr x = as_array(in, b[0]), y = x ? as_array(in, b[1]) : Arr();
  if (!y) return {};
  const size_t rx = x->shape.rank(), ry = y->shape.rank();
  if (rx == 0 || ry == 0) return call_ufunc(in, "multiply", {b[0], b[1]});
  if (x->shape[rx - 1] != y->shape[ry - 1])
    return in.raise("ValueError", "shapes " + shape_text(x->shape) + " and " + shape_text(y->shape) + " not aligned: " + std::to_string(x->shape[rx - 1]) + " (dim " + std::to_string(rx - 1) + ") != " + std::to_string(y->shape[ry - 1]) + " (dim " + std::to_string(ry - 1) + ")");
  Arr t = y;
  if (ry > 1) { Ints order; for (size_t i = 0; i < ry; ++i) order.push_back(static_cast<int64_t>(i)); std::rotate(order.begin() + static_cast<std::ptrdiff_t>(ry) - 2, order.end() - 1, order.end()); t = permuted(in, y, order); }
  const Arr z = np::dot(in, x, t);
  return z ? finish(in, z, "np.inner", {b[0], b[1]}) : Value();
}
Value outer(Interp& in, py::Bound& b) {
  const Arr x = as_array(in, b[0]), y = x ? as_array(in, b[1]) : Arr();
  if (!y) return {};
  const Arr u = raveled(in, x), v = raveled(in, y);
  const Arr z = np::apply(in, "multiply", view(in, u, Shape{size(*u), 1}, Ints{u->strides[0], 0}, u->offset), v);
  return z ? finish(in, z, "np.outer", {b[0], b[1]}) : Value();
}
Value tensordot(Interp& in, py::Bound& b) {  // a, b, axes=2
  const Arr x = as_array(in, b[0]), y = x ? as_array(in, b[1]) : Arr();
  if (!y) return {};
  Ints ax, ay;
  const auto rx = static_cast<int64_t>(x->shape.rank()), ry = static_cast<int64_t>(y->shape.rank());
  if (b[2].is_int()) for (int64_t i = 0; i < b[2].integer(); ++i) { ax.push_back(rx - b[2].integer() + i); ay.push_back(i); }
  else {
    const auto parts = in.list_of(b[2]);
    if (!parts || parts->size() != 2) return in.pending() ? Value() : in.raise("ValueError", "too many values to unpack (expected 2)");
    const auto p = as_shape(in, (*parts)[0]), q = p ? as_shape(in, (*parts)[1]) : std::nullopt;
    if (!q) return {};
    ax.assign(p->begin(), p->end());
    ay.assign(q->begin(), q->end());
  }
  bool ok = ax.size() == ay.size();
  for (size_t i = 0; ok && i < ax.size(); ++i) {
    if (ax[i] < 0) ax[i] += rx;
    if (ay[i] < 0) ay[i] += ry;
    if (ax[i] >= rx || ay[i] >= ry || ax[i] < 0 || ay[i] < 0) return in.raise("IndexError", "tuple index out of range");
    ok = ax[i] >= 0 && ax[i] < rx && ay[i] >= 0 && ay[i] < ry && x->shape[static_cast<size_t>(ax[i])] == y->shape[static_cast<size_t>(ay[i])];
  }
  if (!ok) return in.raise("ValueError", "shape-mismatch for sum");
  Ints ox, oy;
  Shape shape;
  int64_t n = 1, k = 1, m = 1;
  for (int64_t i = 0; i < rx; ++i) if (std::find(ax.begin(), ax.end(), i) == ax.end()) { ox.push_back(i); shape.push_back(x->shape[static_cast<size_t>(i)]); n *= x->shape[static_cast<size_t>(i)]; }
  for (const int64_t i : ax) { ox.push_back(i); k *= x->shape[static_cast<size_t>(i)]; }
  for (const int64_t i : ay) oy.push_back(i);
  for (int64_t i = 0; i < ry; ++i) if (std::find(ay.begin(), ay.end(), i) == ay.end()) { oy.push_back(i); shape.push_back(y->shape[static_cast<size_t>(i)]); m *= y->shape[static_cast<size_t>(i)]; }
  const Arr z = matrix_product(in, shaped(in, permuted(in, x, ox), Shape{n, k}), shaped(in, permuted(in, y, oy), Shape{k, m}));
  const Arr out = shaped(in, z, shape);
  return shape.rank() ? finish(in, out, "np.tensordot", {b[0], b[1]}) : Value(out);
}
Value kron(Interp& in, py::Bound& b) {
  const Arr x = as_array(in, b[0]), y = x ? as_array(in, b[1]) : Arr();
  if (!y) return {};
  const size_t rank = std::max(x->shape.rank(), y->shape.rank());
  Shape sx, sy, shape;
  Ints tx, ty;
  for (size_t i = 0; i < rank; ++i) {
    const bool hx = i + x->shape.rank() >= rank, hy = i + y->shape.rank() >= rank;
    const size_t ix = i + x->shape.rank() - rank, iy = i + y->shape.rank() - rank;
    sx.push_back(hx ? x->shape[ix] : 1); sx.push_back(1);
    tx.push_back(hx ? x->strides[ix] : 0); tx.push_back(0);
    sy.push_back(1); sy.push_back(hy ? y->shape[iy] : 1);
    ty.push_back(0); ty.push_back(hy ? y->strides[iy] : 0);
    shape.push_back((hx ? x->shape[ix] : 1) * (hy ? y->shape[iy] : 1));
  }
  const Arr z = np::apply(in, "multiply", view(in, x, sx, tx, x->offset), view(in, y, sy, ty, y->offset));
  return z ? finish(in, shaped(in, z, shape), "np.kron", {b[0], b[1]}) : Value();
}

Value einsum(Interp& in, py::Bound& b) {  // *operands, out=None, optimize=False, **kwargs
  const auto args = in.items(b[0]);
  if (args.empty()) return in.raise("ValueError", "must specify the einstein sum subscripts string and at least one operand, or at least one operand and its corresponding subscripts list");
  const auto subscripts = in.as_str(args[0]);
  if (!subscripts) return in.raise("TypeError", "subscripts must be a string");
  std::string s;
  for (const char c : *subscripts) if (c != ' ') s += c;
  const size_t arrow = s.find("->");
  std::vector<std::string> terms;
  std::string left = s.substr(0, arrow), term;
  for (const char c : left + ",") { if (c == ',') { terms.push_back(term); term.clear(); } else term += c; }
  std::vector<Arr> arrays;
  for (size_t i = 1; i < args.size(); ++i) { const Arr a = as_array(in, args[i]); if (!a) return {}; arrays.push_back(a); }
  for (const char c : s)
    if (!std::isalpha(static_cast<unsigned char>(c)) && c != ',' && c != '.' && c != '-' && c != '>')
      return in.raise("ValueError", std::string("invalid subscript '") + c + "' in einstein sum subscripts string, subscripts must be letters");
  if (terms.size() > arrays.size()) return in.raise("ValueError", "more operands provided to einstein sum function than specified in the subscripts string");
  if (terms.size() < arrays.size()) return in.raise("ValueError", "fewer operands provided to einstein sum function than specified in the subscripts string");
  // An ellipsis becomes digits: the axes it stands for, from the right.
  size_t dots = 0;
  for (size_t i = 0; i < terms.size(); ++i) {
    const size_t rank = arrays[i]->shape.rank(), at = terms[i].find("...");
    const size_t letters = terms[i].size() - (at == std::string::npos ? 0 : 3);
    if (letters > rank) return in.raise("ValueError", "einstein sum subscripts string contains too many subscripts for operand " + std::to_string(i));
    if (at == std::string::npos && letters < rank) return in.raise("ValueError", "operand has more dimensions than subscripts given in einstein sum, but no '...' ellipsis provided to broadcast the extra dimensions.");
    if (at != std::string::npos) dots = std::max(dots, rank - letters);
  }
  const auto expand = [&](std::string t, size_t n) {
    const size_t at = t.find("...");
    if (at == std::string::npos) return t;
    std::string digits;
    for (size_t i = dots - n; i < dots; ++i) digits += static_cast<char>('0' + i);
    return t.replace(at, 3, digits);
  };
  for (size_t i = 0; i < terms.size(); ++i) { const size_t at = terms[i].find("..."); if (at != std::string::npos) terms[i] = expand(terms[i], arrays[i]->shape.rank() - (terms[i].size() - 3)); }
  std::string out;
  if (arrow != std::string::npos) {
    out = expand(s.substr(arrow + 2), dots);
    for (const char c : out) {
      bool found = false;
      for (const std::string& t : terms) found |= t.find(c) != std::string::npos;
      if (std::count(out.begin(), out.end(), c) > 1) return in.raise("ValueError", std::string("einstein sum subscripts string includes output subscript '") + c + "' multiple times");
      if (!found) return in.raise("ValueError", std::string("einstein sum subscripts string included output subscript '") + c + "' which never appeared in an input");
    }
  } else {
    std::map<char, int> seen;
    for (const std::string& t : terms) for (const char c : t) ++seen[c];
    for (const auto& [c, n] : seen) if (n == 1 || (c >= '0' && c <= '9')) out += c;
  }
  std::string labels = out;
  for (const std::string& t : terms) for (const char c : t) if (labels.find(c) == std::string::npos) labels += c;
  std::map<char, int64_t> lengths;
  for (size_t i = 0; i < terms.size(); ++i)
    for (size_t k = 0; k < terms[i].size(); ++k) {
      int64_t& n = lengths.emplace(terms[i][k], 1).first->second;
      const int64_t m = arrays[i]->shape[k];
      if (n != 1 && m != 1 && n != m) {
        std::string text = "operands could not be broadcast together with remapped shapes [original->remapped]: ";
        for (size_t j = 0; j < terms.size(); ++j) {
          text += shape_text(arrays[j]->shape) + "->(";
          std::string inside;
          for (const char c : labels) { const size_t at = terms[j].find(c); if (at == std::string::npos) { inside += "newaxis,"; } else inside += std::to_string(arrays[j]->shape[at]) + ","; }
          while (inside.size() >= 8 && inside.substr(0, 8) == "newaxis,") inside.erase(0, 8);
          while (inside.size() >= 8 && inside.substr(inside.size() - 8) == "newaxis,") inside.resize(inside.size() - 8);
          if (!inside.empty()) inside.pop_back();
          text += inside + ") ";
        }
        return in.raise("ValueError", text);
      }
      if (m != 1) n = m;
    }
  DType t = arrays[0]->dtype;
  for (const Arr& a : arrays) t = promote(t, a->dtype);
  if (t == DType::kInvalid) return in.raise("TypeError", "invalid data type for einsum");
  Shape full, kept;
  for (const char c : labels) full.push_back(lengths[c]);
  for (const char c : out) kept.push_back(lengths[c]);
  // Two operands that share no repeated letters go through one matrix product; the rest is a plain sum of products.
  std::vector<std::vector<Complex>> columns;
  std::vector<Ints> strides;
  for (size_t i = 0; i < arrays.size(); ++i) {
    const Arr c = contiguous_array(in, arrays[i]);
    std::vector<Complex> v(static_cast<size_t>(size(*c)));
    if (!v.empty()) np::load(c->dtype, data(*c), static_cast<int64_t>(size_of(c->dtype)), size(*c), v.data());
    columns.push_back(std::move(v));
    const Ints steps = c_strides(c->shape, 1);
    Ints st(labels.size(), 0);
    for (size_t k = 0; k < terms[i].size(); ++k) if (c->shape[k] != 1) st[labels.find(terms[i][k])] += steps[k];
    strides.push_back(st);
  }
  const auto n = static_cast<size_t>(kept.elements());
  std::vector<Complex> sums(n);
  Shape inner_shape;
  for (size_t k = out.size(); k < labels.size(); ++k) inner_shape.push_back(full[k]);
  const Ints unit = c_strides(kept, 1), inner_unit = c_strides(inner_shape, 1);
  const int64_t inner_n = inner_shape.elements();
  std::vector<int64_t> base(arrays.size());
  std::vector<std::vector<int64_t>> inner_offsets(arrays.size());
  for (size_t i = 0; i < arrays.size(); ++i)
    for (int64_t q = 0; q < inner_n; ++q) { int64_t o = 0; for (size_t k = out.size(); k < labels.size(); ++k) o += q / inner_unit[k - out.size()] % full[k] * strides[i][k]; inner_offsets[i].push_back(o); }
  for (size_t p = 0; p < n; ++p) {
    for (size_t i = 0; i < arrays.size(); ++i) { base[i] = 0; for (size_t k = 0; k < out.size(); ++k) base[i] += static_cast<int64_t>(p) / unit[k] % full[k] * strides[i][k]; }
    Complex sum = 0;
    if (is_complex(t)) {
      for (int64_t q = 0; q < inner_n; ++q) { Complex x = 1; for (size_t i = 0; i < arrays.size(); ++i) x *= columns[i][static_cast<size_t>(base[i] + inner_offsets[i][static_cast<size_t>(q)])]; sum += x; }
    } else {
      double real_sum = 0;
      for (int64_t q = 0; q < inner_n; ++q) { double x = 1; for (size_t i = 0; i < arrays.size(); ++i) x *= columns[i][static_cast<size_t>(base[i] + inner_offsets[i][static_cast<size_t>(q)])].real(); real_sum += x; }
      sum = real_sum;
    }
    sums[p] = sum;
  }
  Arr result = make(in, t, kept);
  if (n) np::store(t, sums.data(), static_cast<int64_t>(n), data(*result), static_cast<int64_t>(size_of(t)));
  std::vector<Value> inputs(args.begin() + 1, args.end());
  return kept.rank() ? finish_array(in, result, "np.einsum", inputs) : scalar(in, result);
}

}  // namespace fn
}  // namespace misfit::np
