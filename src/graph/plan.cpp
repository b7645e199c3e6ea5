// Runs a traced graph again and again: nodes in trace order, each output's memory handed on as soon as nobody reads it.
#include <algorithm>
#include <unordered_map>

#include "graph/graph.h"
#include "ops/complex/kernels.h"
#include "ops/linalg/products.h"
#include "ops/ops.h"
#include "ops/run.h"
#include "ops/state/assign.h"

namespace misfit {
namespace {

constexpr size_t kNone = static_cast<size_t>(-1);

// Memory of tensors that are done with, by size.
class Pool {
 public:
  Tensor take(DType t, const Shape& shape) {
    if (t == DType::kString) return Tensor::uninitialized(t, shape);
    const size_t bytes = static_cast<size_t>(shape.elements()) * size_of(t);
    auto& free = free_[bytes];
    if (free.empty()) return Tensor::uninitialized(t, shape);
    Tensor reused(t, shape, std::move(free.back()));
    free.pop_back();
    return reused;
  }
  void give(Tensor t) {                                      // only what nobody else holds
    if (!t || t.dtype() == DType::kString || t.offset_bytes() || !t.buffer()->materialized()) return;
    std::shared_ptr<Buffer> buffer = t.buffer();
    t = Tensor();
    if (buffer.use_count() == 1) free_[buffer->bytes()].push_back(std::move(buffer));
  }
  void clear() { free_.clear(); }

 private:
  std::unordered_map<size_t, std::vector<std::shared_ptr<Buffer>>> free_;
};

struct Item {                                                // a node that runs
  const Node* node = nullptr;
  std::vector<size_t> in;                                    // slots
  size_t first_out = 0;
  std::vector<size_t> done;                                  // slots nobody reads after this
  std::vector<Shape> checked;                                // the input shapes its rule has accepted
  bool by_value = false;                                     // its rule looks at values, which may change
  uint64_t blocks = 0;                                       // of its random stream, used so far
  std::optional<Attrs> own_attrs;                            // where the plan adds to the node's
};

}  // namespace

struct Plan::Layout {
  std::vector<Item> items;
  std::vector<Tensor> slots;
  std::vector<size_t> feeds, fetches;
  std::vector<size_t> passing;                               // fetched and not constant: let go after each run
  std::unordered_map<const Node*, std::vector<const Node*>> readers;
  std::set<const Node*> fetched;
  Pool pool;
  const Plan* plan = nullptr;

  class Running;
  std::optional<Fault> run_item(Item&);
  std::optional<Fault> check(Item&);
  std::optional<Fault> assign(const Item&);
  const Node* blamed(const Node*) const;
  std::unique_ptr<Node> gradient_arguments;                  // of the last failure, when it was met there
  const Node* met_at(const Item&);
  std::string_view role(const Node*) const;
};

class Plan::Layout::Running : public Kernel {
 public:
  Running(Layout& l, Item& item) : l_(l), item_(item) {}
  size_t inputs() const override { return item_.in.size(); }
  const Tensor& in(size_t i) const override { return l_.slots[item_.in[i]]; }
  Tensor& out(size_t i, DType t, const Shape& s) override {
    Tensor& slot = l_.slots[item_.first_out + i];
    slot = l_.pool.take(t, s);
    return slot;
  }
  void forward(size_t i, const Tensor& t) override { l_.slots[item_.first_out + i] = t; }
  const Attrs& attrs() const override { return item_.own_attrs ? *item_.own_attrs : item_.node->attrs; }
  uint64_t reserve_blocks(uint64_t count) override {
    const uint64_t first = item_.blocks;
    item_.blocks += count;
    return first;
  }

 private:
  Layout& l_;
  Item& item_;
};

Plan::Plan(const Graph& graph, Operands fetches) : layout_(std::make_unique<Layout>()) {
  Layout& l = *layout_;
  l.plan = this;
  // What the fetches need, and everything with an effect.
  std::set<const Node*> live;
  std::vector<const Node*> stack;
  for (const Operand& f : fetches) {
    ENSURE(f.node);
    stack.push_back(f.node);
    l.fetched.insert(f.node);
  }
  for (const auto& n : graph.nodes())
    if (n->op && n->op->stateful && n->op != &kReadVariableOp) stack.push_back(n.get());
  while (!stack.empty()) {
    const Node* n = stack.back();
    stack.pop_back();
    if (!live.insert(n).second) continue;
    for (const Operand& in : n->inputs)
      if (in.node) stack.push_back(in.node);
    for (const Node* c : n->control_inputs) stack.push_back(c);
  }

  std::unordered_map<const Node*, size_t> first_slot;
  std::vector<size_t> last_reader;                           // by slot: the item after which it is done
  const auto new_slots = [&](const Node* n) {
    const size_t first = l.slots.size();
    first_slot[n] = first;
    l.slots.resize(first + std::max<size_t>(n->outputs.size(), 1));
    last_reader.resize(l.slots.size(), kNone);
    return first;
  };
  std::set<size_t> kept;                                     // slots that are not the plan's to hand on
  for (const Operand& in : graph.inputs) {
    const size_t first = first_slot.count(in.node) ? first_slot[in.node] : new_slots(in.node);
    l.feeds.push_back(first + static_cast<size_t>(in.output));
    kept.insert(l.feeds.back());
  }
  for (const auto& owned : graph.nodes()) {
    const Node* n = owned.get();
    if (!live.count(n) || first_slot.count(n)) continue;
    if (!n->op) {                                            // a placeholder nobody feeds
      kept.insert(new_slots(n));
      continue;
    }
    Item item;
    item.node = n;
    for (const Operand& in : n->inputs) {
      if (!in.node) {                                        // a value taken along as it is
        l.slots.push_back(in.value);
        last_reader.push_back(kNone);
        kept.insert(l.slots.size() - 1);
        item.in.push_back(l.slots.size() - 1);
        continue;
      }
      l.readers[in.node].push_back(n);
      const size_t slot = first_slot[in.node] + static_cast<size_t>(in.output);
      item.in.push_back(slot);
      if (!in.value && is_integer(in.dtype)) item.by_value = true;
    }
    for (size_t slot : item.in) last_reader[slot] = l.items.size();
    item.first_out = new_slots(n);
    for (size_t i = 0; i < std::max<size_t>(n->outputs.size(), 1); ++i) last_reader[item.first_out + i] = l.items.size();
    if (n->op == &kConst) {                                  // there from the start
      l.slots[item.first_out] = n->attrs.get<Tensor>("value");
      kept.insert(item.first_out);
      continue;
    }
    l.items.push_back(std::move(item));
  }
  for (Item& item : l.items)
    if (item.node->op == &kMatMul && l.blamed(item.node) != item.node) {
      item.own_attrs = item.node->attrs;
      item.own_attrs->set(kFusedProduct, true);
    }
  for (const Operand& f : fetches) {
    l.fetches.push_back(first_slot[f.node] + static_cast<size_t>(f.output));
    if (f.node->op != &kConst) l.passing.push_back(l.fetches.back());
    kept.insert(l.fetches.back());
  }
  for (size_t slot = 0; slot < l.slots.size(); ++slot)
    if (last_reader[slot] != kNone && !kept.count(slot) && last_reader[slot] < l.items.size()) l.items[last_reader[slot]].done.push_back(slot);
}

Plan::~Plan() = default;

// The rule, with real shapes: what a kernel checks first. Asked again only when shapes change.
std::optional<Fault> Plan::Layout::check(Item& item) {
  const OpDef& op = *item.node->op;
  if (!op.infer) return std::nullopt;
  bool same = !item.by_value && item.checked.size() == item.in.size();
  for (size_t i = 0; same && i < item.in.size(); ++i) same = slots[item.in[i]].shape() == item.checked[i];
  if (same) return std::nullopt;
  Specs specs;
  for (size_t slot : item.in) specs.push_back({slots[slot].dtype(), slots[slot].shape(), slots[slot], {}});
  auto out = op.infer({specs, item.node->attrs, true});
  if (!out.ok()) return out.error();
  item.checked.clear();
  for (size_t slot : item.in) item.checked.push_back(slots[slot].shape());
  return std::nullopt;
}

template <class T, class F> void update(T* variable, const T* value, int64_t n, F f) {
  for (int64_t i = 0; i < n; ++i) variable[i] = static_cast<T>(f(variable[i], value[i]));
}

std::optional<Fault> Plan::Layout::assign(const Item& item) {
  VariableCell& cell = *item.node->variable;
  const Tensor& value = slots[item.in[0]];
  if (item.node->op == &kAssignVariableOp) {
    pool.give(std::exchange(cell.value, value));
    return std::nullopt;
  }
  if (!(cell.value.shape() == value.shape()))
    return Fault{&kAssignShape, {{"variable", bracket_text(cell.value.shape())}, {"value", bracket_text(value.shape())}}};
  if (cell.value.buffer().use_count() > 1 || cell.value.offset_bytes()) {   // someone still looks at the old value
    Tensor copy = pool.take(cell.value.dtype(), cell.value.shape());
    std::copy_n(cell.value.raw(), cell.value.bytes(), copy.mutable_raw());
    cell.value = std::move(copy);
  }
  const bool add = item.node->op == &kAssignAddVariableOp;
  visit_real(value.dtype(), [&](auto zero) {
    using T = decltype(zero);
    T* to = cell.value.mutable_data<T>().data();
    const T* from = value.data<T>().data();
    if (add) update(to, from, value.elements(), [](T a, T b) { return a + b; });
    else update(to, from, value.elements(), [](T a, T b) { return a - b; });
  });
  return std::nullopt;
}

std::optional<Fault> Plan::Layout::run_item(Item& item) {
  const OpDef* op = item.node->op;
  if (op == &kReadVariableOp) {
    slots[item.first_out] = item.node->variable->value;
    return std::nullopt;
  }
  if (item.node->variable && (op == &kAssignVariableOp || op == &kAssignAddVariableOp || op == &kAssignSubVariableOp)) return assign(item);
  if (auto fault = check(item)) return fault;
  Running kernel(*this, item);
  return compute_any(*op, kernel);
}

std::string_view Plan::Layout::role(const Node* n) const { return n->op ? n->op->name : std::string_view(); }

// Grappler fuses a product with the bias and activation that alone read it; the fused node carries the last one's name.
const Node* Plan::Layout::blamed(const Node* n) const {
  const auto only_reader = [&](const Node* of) -> const Node* {
    const auto found = readers.find(of);
    return !fetched.count(of) && found != readers.end() && found->second.size() == 1 ? found->second[0] : nullptr;
  };
  if (role(n) != "MatMul" && role(n) != "Conv2D" && role(n) != "DepthwiseConv2dNative") return n;
  const Node* bias = only_reader(n);
  if (!bias || role(bias) != "BiasAdd") return n;
  const Node* activation = only_reader(bias);
  for (std::string_view name : {"Relu", "Relu6", "Elu", "LeakyRelu", "Tanh", "Sigmoid"})
    if (activation && role(activation) == name) return activation;
  return bias;
}

// What broadcasts and is differentiated has a BroadcastGradientArgs, which needs no more than the shapes and so comes first:
// tensors of different rank are refused there.
const Node* Plan::Layout::met_at(const Item& item) {
  const Node* n = blamed(item.node);
  const std::string_view op = role(n);
  if (item.in.size() != 2 || slots[item.in[0]].shape().rank() == slots[item.in[1]].shape().rank()) return n;
  if (op != "Sub" && op != "Mul" && op != "RealDiv" && op != "AddV2" && op != "SquaredDifference") return n;
  const std::string below = "gradient_tape/" + n->name + "/";
  bool differentiated = false;
  for (const Item& other : items) differentiated = differentiated || other.node->name.starts_with(below);
  if (!differentiated) return n;
  // Operators of the language have a name scope of their own, functions have not.
  std::string scope = n->name, suffix;
  const size_t slash = scope.rfind('/');
  const size_t last = slash == std::string::npos ? 0 : slash + 1;
  if (scope[last] >= 'A' && scope[last] <= 'Z') {
    scope = slash == std::string::npos ? std::string() : scope.substr(0, slash);
    if (scope.ends_with("huber")) suffix = "_2";             // after those of its two products
  }
  gradient_arguments = std::make_unique<Node>(*n);
  gradient_arguments->name = "gradient_tape/" + (scope.empty() ? scope : scope + "/") + "BroadcastGradientArgs" + suffix;
  return gradient_arguments.get();
}

Result<std::vector<Tensor>, Plan::Failure> Plan::run(std::span<const Tensor> feeds) {
  Layout& l = *layout_;
  ENSURE(feeds.size() == l.feeds.size());
  for (size_t i = 0; i < feeds.size(); ++i) l.slots[l.feeds[i]] = feeds[i];
  for (Item& item : l.items) {
    if (auto fault = l.run_item(item)) return Failure{*fault, l.met_at(item)};
    if (observer) observer(*item.node, std::span<const Tensor>(l.slots).subspan(item.first_out, item.node->outputs.size()));
    for (size_t slot : item.done) l.pool.give(std::exchange(l.slots[slot], Tensor()));
  }
  std::vector<Tensor> out;
  for (size_t slot : l.fetches) out.push_back(l.slots[slot]);
  for (size_t slot : l.passing) l.slots[slot] = Tensor();
  for (size_t slot : l.feeds) l.slots[slot] = Tensor();
  return out;
}

}  // namespace misfit
