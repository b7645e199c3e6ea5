// Names, texts, differentiation and plans of traced graphs.
#include <doctest/doctest.h>

#include "graph/graph.h"
#include "ops/ops.h"
#include "ops/signature.h"

using namespace misfit;

namespace {

Operand add(Graph& g, const OpDef& op, std::initializer_list<Operand> in, Attrs given = {}, std::string_view name = {}) {
  auto attrs = check_types(op, specs_of({in.begin(), in.size()}), std::move(given), g.profile, false);
  REQUIRE(attrs.ok());
  auto out = g.add(op, {in.begin(), in.size()}, attrs.value(), name);
  REQUIRE(out.ok());
  return out.value()[0];
}

Operand input(Graph& g, Shape s, std::string_view name, DType t = DType::kFloat32) {
  g.inputs.push_back(g.placeholder(t, std::move(s), name));
  return g.inputs.back();
}

std::string refused(Graph& g, const OpDef& op, std::initializer_list<Operand> in, Attrs given = {}, std::string_view name = {}) {
  auto attrs = check_types(op, specs_of({in.begin(), in.size()}), std::move(given), g.profile, false);
  REQUIRE(attrs.ok());
  auto out = g.add(op, {in.begin(), in.size()}, attrs.value(), name);
  REQUIRE(!out.ok());
  return say(out.error(), Dialect::kGraph) + shape_function_context(op, g.peek_name(name.empty() ? op.name : name), attrs.value(), {in.begin(), in.size()});
}

Tensor floats(Shape s, std::initializer_list<float> v) { return Tensor::of<float>(std::move(s), v); }
Tensor numbers(std::initializer_list<int32_t> v) { return Tensor::of<int32_t>(Shape{static_cast<int64_t>(v.size())}, v); }

}  // namespace

TEST_CASE("names are unique as tf.Graph.unique_name makes them") {
  Graph g;
  CHECK(g.unique_name("MatMul") == "MatMul");
  CHECK(g.unique_name("MatMul") == "MatMul_1");
  CHECK(g.unique_name("matmul") == "matmul_2");
  CHECK(g.unique_name("MatMul_1") == "MatMul_1_1");
  CHECK(g.enter_scope("dense") == "dense/");
  CHECK(g.unique_name("MatMul") == "dense/MatMul");
  CHECK(g.enter_scope("inner") == "dense/inner/");
  g.leave_scope();
  g.leave_scope();
  CHECK(g.enter_scope("dense") == "dense_1/");
  g.leave_scope();
  CHECK(g.enter_scope("dense/") == "dense/");
  CHECK(g.peek_name("MatMul") == "dense/MatMul_1");
}

TEST_CASE("shape faults are quoted as TensorFlow quotes them") {
  Graph g("f", Profile::kKeras2);
  const Operand x = input(g, {2, 3}, "x"), w = input(g, {2, 4}, "w");
  CHECK(refused(g, kMatMul, {x, w}) ==
        "Dimensions must be equal, but are 3 and 2 for '{{node MatMul}} = MatMul[T=DT_FLOAT, transpose_a=false, transpose_b=false](x, w)' with input shapes: [2,3], [2,4].");
  const Operand image = input(g, {Shape::kUnknown, 1, 12, 12}, "image");
  CHECK(refused(g, kMaxPool, {image}, {{"ksize", std::vector<int64_t>{1, 2, 2, 1}}, {"strides", std::vector<int64_t>{1, 2, 2, 1}}, {"padding", std::string("VALID")}}) ==
        "Negative dimension size caused by subtracting 2 from 1 for '{{node MaxPool}} = MaxPool[T=DT_FLOAT, data_format=\"NHWC\", explicit_paddings=[], ksize=[1, 2, 2, 1], "
        "padding=\"VALID\", strides=[1, 2, 2, 1]](image)' with input shapes: [?,1,12,12].");
  const Operand flat = input(g, {64, 8}, "IteratorGetNext"), shape = g.constant(numbers({64, 1, 2}), "Reshape/shape");
  CHECK(refused(g, kReshape, {flat, shape}) ==
        "Cannot reshape a tensor with 512 elements to shape [64,1,2] (128 elements) for '{{node Reshape}} = Reshape[T=DT_FLOAT, Tshape=DT_INT32](IteratorGetNext, Reshape/shape)' "
        "with input shapes: [64,8], [3] and with input tensors computed as partial shapes: input[1] = [64,1,2].");
  const Operand a = input(g, {2, 1}, "a"), b = input(g, {3, 1}, "b"), axis = g.constant(Tensor::scalar(int32_t{-1}), "concat/axis");
  CHECK(refused(g, kConcatV2, {a, b, axis}, {}, "concat") ==
        "Dimension 0 in both shapes must be equal, but are 2 and 3. Shapes are [2] and [3]. for '{{node concat}} = ConcatV2[N=2, T=DT_FLOAT, Tidx=DT_INT32](a, b, concat/axis)' "
        "with input shapes: [2,1], [3,1], [] and with computed input tensors: input[2] = <-1>.");
  const Operand v = input(g, {1}, "v"), multiples = g.constant(numbers({1, 1, 1}), "Tile/multiples");
  CHECK(refused(g, kTile, {v, multiples}) ==
        "Shape must be rank 1 but is rank 3 for '{{node Tile}} = Tile[T=DT_FLOAT, Tmultiples=DT_INT32](v, Tile/multiples)' with input shapes: [1], [3].");
}

TEST_CASE("a shape taken apart and put together stays known in part") {
  Graph g;
  const Operand x = input(g, {Shape::kUnknown, 4, 6}, "x");
  const Operand shape = add(g, kShape, {x});
  const Operand batch = add(g, kStridedSlice, {shape, g.constant(numbers({0})), g.constant(numbers({1})), g.constant(numbers({1}))}, {{"shrink_axis_mask", int64_t{1}}});
  const Operand wanted = add(g, kPack, {batch, g.constant(Tensor::scalar(int32_t{24}))});
  CHECK(add(g, kReshape, {x, wanted}).shape == Shape{Shape::kUnknown, 24});
}

TEST_CASE("a plan runs a step of gradient descent again and again") {
  Graph g;
  auto w = std::make_shared<VariableCell>();
  w->dtype = DType::kFloat32;
  w->shape = Shape{2, 1};
  w->value = floats({2, 1}, {0.5f, -1.0f});
  const Operand x = input(g, {Shape::kUnknown, 2}, "x"), y = input(g, {Shape::kUnknown, 1}, "y");
  const Operand read = g.read_variable(w);
  const Operand error = add(g, kSquaredDifference, {add(g, kMatMul, {x, read}), y});
  const Operand loss = add(g, kMean, {error, g.constant(numbers({0, 1}))});
  GraphEmitter emit(g);
  const Operands dw = gradients(emit, {&loss, 1}, {}, {&read, 1});
  REQUIRE(dw[0]);
  const Operand step = add(g, kMul, {dw[0], g.constant(Tensor::scalar(0.01f))});
  CHECK(g.assign(w, "AssignSubVariableOp", step).ok());
  Plan plan(g, {loss});
  const std::vector<Tensor> feeds{floats({2, 2}, {1, 2, 3, 4}), floats({2, 1}, {1, 2})};
  // w = (0.5, -1): predictions -1.5, -2.5; errors -2.5, -4.5; loss (6.25 + 20.25) / 2.
  auto first = plan.run(feeds);
  REQUIRE(first.ok());
  CHECK(first.value()[0].at(0) == doctest::Approx(13.25));
  CHECK(w->value.at(0) == doctest::Approx(0.5 + 0.01 * (2.5 * 1 + 4.5 * 3)));
  CHECK(w->value.at(1) == doctest::Approx(-1.0 + 0.01 * (2.5 * 2 + 4.5 * 4)));
  double last = 13.25;
  for (int i = 0; i < 20; ++i) {
    auto again = plan.run(feeds);
    REQUIRE(again.ok());
    last = again.value()[0].at(0);
  }
  CHECK(last < 1);
  // Another batch size needs no new plan.
  const std::vector<Tensor> ragged{floats({1, 2}, {1, 2}), floats({1, 1}, {1})};
  CHECK(plan.run(ragged).ok());
}

TEST_CASE("a failing product is reported under the name of the node it was fused with") {
  Graph g;
  const Operand x = input(g, Shape{Shape::kUnknown, Shape::kUnknown}, "x");
  const Operand w = g.constant(floats({2, 1}, {1, 1}), "kernel"), b = g.constant(floats({1}, {0}), "bias");
  g.enter_scope("dense");
  const Operand product = add(g, kMatMul, {x, w});
  const Operand biased = add(g, kBiasAdd, {product, b});
  const Operand y = add(g, kRelu, {biased});
  g.leave_scope();
  const Tensor feed = floats({1, 3}, {1, 2, 3});
  {
    Plan plan(g, {y});
    auto out = plan.run({&feed, 1});
    REQUIRE(!out.ok());
    CHECK(say(out.error().fault, Dialect::kEager) == "Matrix size-incompatible: In[0]: [1,3], In[1]: [2,1]");
    CHECK(out.error().node->name == "dense/Relu");
  }
  {
    Plan plan(g, {biased});
    CHECK(plan.run({&feed, 1}).error().node->name == "dense/BiasAdd");
  }
  {
    Plan plan(g, {product});
    CHECK(plan.run({&feed, 1}).error().node->name == "dense/MatMul");
  }
}

TEST_CASE("what is fetched is the caller's: later runs leave it alone") {
  Graph g;
  const Operand x = input(g, Shape{2}, "x");
  const Operand y = add(g, kMul, {x, g.constant(floats({2}, {10, 10}))});
  const Operand constant = g.constant(floats({1}, {7}), "seven");
  Plan plan(g, {y, constant});
  const Tensor a = floats({2}, {1, 2}), b = floats({2}, {3, 4});
  const std::vector<Tensor> first = plan.run({&a, 1}).value(), second = plan.run({&b, 1}).value();
  CHECK(first[0].at(1) == 20);
  CHECK(second[0].at(1) == 40);
  CHECK(second[1].at(0) == 7);
}

TEST_CASE("random nodes go on from run to run") {
  Graph g;
  const Operand r = add(g, kRandomUniform, {g.constant(numbers({3}))}, {{"seed", int64_t{42}}, {"seed2", int64_t{478163327}}, {"dtype", DType::kFloat32}});
  Plan plan(g, {r});
  const Tensor first = plan.run({}).value()[0], second = plan.run({}).value()[0];
  CHECK(first.at(0) == doctest::Approx(0.66456211));     // tf.random.set_seed(42); tf.random.uniform([3])
  CHECK(first.at(2) == doctest::Approx(0.3528825));
  CHECK(first.at(0) != second.at(0));
}
