#include <algorithm>

#include "ops/signature.h"

namespace misfit {
namespace {

constexpr FaultSpec kNotAllowed{
    "types_c1", "InvalidArgumentError",
    "Value for attr '{attr}' of {kernel_type} is not in the list of allowed values: {kernel_allowed}\n\t; NodeDef: {{{{node {op}}}}}; Op<name={op}; signature={signature}>",
    "Value passed to parameter '{input}' has DataType {type} not in list of allowed values: {allowed}",
    {}, {}, "TypeError"};
constexpr FaultSpec kMismatch{
    "types_c2", "InvalidArgumentError",
    "cannot compute {op} as input #{index}(zero-based) was expected to be a {kernel_wanted} tensor but is a {kernel_type} tensor",
    "Input '{input}' of '{op}' Op has type {type} that does not match type {wanted} of argument '{other}'.",
    {}, {}, "TypeError"};
constexpr FaultSpec kFixedMismatch{
    "types_c3", "InvalidArgumentError",
    "cannot compute {op} as input #{index}(zero-based) was expected to be a {kernel_wanted} tensor but is a {kernel_type} tensor",
    "Input '{input}' of '{op}' Op has type {type} that does not match expected type of {wanted}.",
    {}, {}, "TypeError"};
constexpr FaultSpec kListMismatch{
    "types_c4", "InvalidArgumentError",
    "cannot compute {op} as input #{index}(zero-based) was expected to be a {kernel_wanted} tensor but is a {kernel_type} tensor",
    "Tensors in list passed to '{input}' of '{op}' Op have types [{types}] that don't all match.",
    {}, {}, "TypeError"};

constexpr FaultSpec kTooLow{"types_c5", "InvalidArgumentError",
                            "Value for attr '{attr}' of {value} must be at least minimum {least}\n\t; NodeDef: {{{{node {op}}}}}; Op<name={op}; signature={signature}>",
                            "Attr '{attr}' of '{op}' Op passed {value} less than minimum {least}.", {}, {}, "ValueError"};
constexpr FaultSpec kNotOneOf{"types_c6", "InvalidArgumentError",
                              "Value for attr '{attr}' of \"{value}\" is not in the list of allowed values: {allowed}\n\t; NodeDef: {{{{node {op}}}}}; Op<name={op}; signature={signature}>",
                              "Attr '{attr}' of '{op}' Op passed string '{value}' not in: {allowed}.", {}, {}, "ValueError"};

std::string enum_to(std::string_view (*name)(DType), std::string_view enumerator) {
  for (int i = 0; i < static_cast<int>(DType::kInvalid); ++i)
    if (enum_name(static_cast<DType>(i)) == enumerator) return std::string(name(static_cast<DType>(i)));
  std::string text(enumerator.substr(3));                    // "DT_QINT8"
  std::transform(text.begin(), text.end(), text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

std::string list_as(std::string_view (*name)(DType), const std::vector<std::string>& allowed) {
  std::string text;
  for (const std::string& a : allowed) text += (text.empty() ? "" : ", ") + enum_to(name, a);
  return text;
}

class Checker {
 public:
  Checker(const OpDef& op, const Signature& s, std::span<const Spec> in, Attrs given, bool eager)
      : op_(op), s_(s), in_(in), attrs_(std::move(given)), eager_(eager) {}

  Result<Attrs, Fault> check() {
    // The kernel lookup sees all types before any input; Python goes from input to input.
    if (eager_) {
      if (auto fault = walk(false, true)) return *fault;
      if (auto fault = walk(true, false)) return *fault;
    } else if (auto fault = walk(true, true)) {
      return *fault;
    }
    if (auto fault = values()) return *fault;
    for (const auto& a : s_.attrs)
      if (!attrs_.find(a.name) && a.otherwise) attrs_.set(a.name, *a.otherwise);
    return std::move(attrs_);
  }

 private:
  // "attr=num_split:int,min=1" and "attr=padding:string,allowed=[...]".
  std::optional<Fault> values() const {
    for (const auto& a : s_.attrs) {
      const AttrValue* v = attrs_.find(a.name);
      if (!v) continue;
      if (const auto* t = std::get_if<DType>(v); t && a.type == "type" && !a.allowed.empty() && std::find(a.allowed.begin(), a.allowed.end(), enum_name(*t)) == a.allowed.end())
        return Fault{&kNotAllowed, {{"attr", a.name}, {"kernel_type", std::string(kernel_name(*t))}, {"type", std::string(tf_name(*t))}, {"kernel_allowed", list_as(kernel_name, a.allowed)},
                                    {"allowed", list_as(tf_name, a.allowed)}, {"op", std::string(op_.name)}, {"input", a.name}, {"signature", s_.text}}};
      if (const auto* n = std::get_if<int64_t>(v); n && *n < 1 && a.type == "int") {
        const std::string declared = "attr=" + a.name + ":int,min=";
        const size_t at = s_.text.find(declared);
        if (at == std::string::npos) continue;
        const int64_t least = std::strtoll(s_.text.c_str() + at + declared.size(), nullptr, 10);
        if (*n < least)
          return Fault{&kTooLow, {{"attr", a.name}, {"value", std::to_string(*n)}, {"least", std::to_string(least)}, {"op", std::string(op_.name)}, {"signature", s_.text}}};
      }
      if (const auto* s = std::get_if<std::string>(v); s && a.type == "string" && !a.allowed.empty() && std::find(a.allowed.begin(), a.allowed.end(), "\"" + *s + "\"") == a.allowed.end()) {
        std::string all;
        for (const std::string& one : a.allowed) all += (all.empty() ? "" : ", ") + one;
        return Fault{&kNotOneOf, {{"attr", a.name}, {"value", *s}, {"allowed", all}, {"op", std::string(op_.name)}, {"signature", s_.text}}};
      }
    }
    return std::nullopt;
  }

  std::optional<Fault> walk(bool mismatches, bool permissions) {
    size_t single = 0;
    for (const auto& a : s_.inputs) single += a.number_attr.empty() && !a.is_list;
    size_t at = 0;
    for (const auto& a : s_.inputs) {
      size_t count = 1;
      if (!a.number_attr.empty()) {
        if (!attrs_.find(a.number_attr)) {
          size_t lists = 0;                                    // of one length: DynamicStitch has two
          for (const auto& b : s_.inputs) lists += b.number_attr == a.number_attr;
          attrs_.set(a.number_attr, static_cast<int64_t>((in_.size() - single) / lists));
        }
        count = static_cast<size_t>(attrs_.get<int64_t>(a.number_attr));
      } else if (a.is_list) {
        count = in_.size() - single;
        std::vector<DType> types;
        for (size_t i = 0; i < count; ++i) types.push_back(in_[at + i].dtype);
        attrs_.set(a.type_attr, types);
        at += count;
        continue;
      }
      if (auto fault = one(a, at, count, mismatches, permissions)) return fault;
      at += count;
    }
    return std::nullopt;
  }

  std::optional<Fault> one(const Signature::Argument& a, size_t at, size_t count, bool mismatches, bool permissions) {
    if (at + count > in_.size() || count == 0) return std::nullopt;
    DType wanted = a.dtype;
    std::string_view other;
    if (!a.type_attr.empty()) {
      const bool is_new = !attrs_.find(a.type_attr);
      if (is_new) {
        attrs_.set(a.type_attr, in_[at].dtype);
        first_user_.push_back({a.type_attr, a.name});
      }
      wanted = attrs_.get<DType>(a.type_attr);
      for (const auto& [attr, input] : first_user_)
        if (attr == a.type_attr) other = input;
      if (permissions && (is_new || eager_))
        if (auto fault = allowed(a, wanted)) return fault;
    }
    if (!mismatches) return std::nullopt;
    for (size_t i = at; i < at + count; ++i)
      if (in_[i].dtype != wanted) return mismatch(a, at, count, i, wanted, other);
    return std::nullopt;
  }

  std::optional<Fault> allowed(const Signature::Argument& a, DType t) {
    for (const auto& attr : s_.attrs) {
      if (attr.name != a.type_attr || attr.allowed.empty()) continue;
      if (std::find(attr.allowed.begin(), attr.allowed.end(), enum_name(t)) != attr.allowed.end()) return std::nullopt;
      return Fault{&kNotAllowed, {{"attr", attr.name}, {"kernel_type", std::string(kernel_name(t))}, {"type", std::string(tf_name(t))},
                                  {"kernel_allowed", list_as(kernel_name, attr.allowed)}, {"allowed", list_as(tf_name, attr.allowed)},
                                  {"op", std::string(op_.name)}, {"input", a.name}, {"signature", s_.text}}};
    }
    return std::nullopt;
  }

  Fault mismatch(const Signature::Argument& a, size_t at, size_t count, size_t index, DType wanted, std::string_view other) {
    std::string types;
    for (size_t i = at; i < at + count; ++i) types += (types.empty() ? "" : ", ") + std::string(tf_name(in_[i].dtype));
    const FaultSpec& spec = a.type_attr.empty() ? kFixedMismatch : !a.number_attr.empty() ? kListMismatch : kMismatch;
    return Fault{&spec, {{"op", std::string(op_.name)}, {"index", std::to_string(index)}, {"input", a.name}, {"other", std::string(other)},
                         {"types", types}, {"kernel_wanted", std::string(kernel_name(wanted))}, {"wanted", std::string(tf_name(wanted))},
                         {"kernel_type", std::string(kernel_name(in_[index].dtype))}, {"type", std::string(tf_name(in_[index].dtype))}}};
  }

  const OpDef& op_;
  const Signature& s_;
  std::span<const Spec> in_;
  Attrs attrs_;
  bool eager_;
  std::vector<std::pair<std::string_view, std::string_view>> first_user_;  // type attribute, the input it was taken from
};

}  // namespace

Result<Attrs, Fault> check_types(const OpDef& op, std::span<const Spec> in, Attrs given, Profile profile, bool eager) {
  const Signature* s = signature(op.name, profile);
  if (!s) return given;
  return Checker(op, *s, in, std::move(given), eager).check();
}

}  // namespace misfit
