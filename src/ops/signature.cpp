#include "ops/signature.h"

#include <algorithm>
#include <cstdlib>
#include <map>

#include "ops/op_defs.h"

namespace misfit {
namespace {

std::vector<std::string> split(std::string_view text, std::string_view by) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const size_t at = std::min(text.find(by), text.size());
    parts.emplace_back(text.substr(0, at));
    text.remove_prefix(std::min(at + by.size(), text.size()));
  }
  return parts;
}

DType dtype_of_enum(std::string_view name) {
  for (int i = 0; i < static_cast<int>(DType::kInvalid); ++i)
    if (enum_name(static_cast<DType>(i)) == name) return static_cast<DType>(i);
  return DType::kInvalid;                                   // quantized types
}

std::vector<Signature::Argument> parse_arguments(std::string_view text) {
  std::vector<Signature::Argument> list;
  for (const std::string& part : split(text, ", ")) {
    const size_t colon = part.find(':');
    Signature::Argument a;
    a.name = part.substr(0, colon);
    std::string type = part.substr(colon + 1);
    if (const size_t star = type.find('*'); star != std::string::npos) {
      a.number_attr = type.substr(0, star);
      type = type.substr(star + 1);
    }
    for (int i = 0; i < static_cast<int>(DType::kInvalid); ++i)
      if (kernel_name(static_cast<DType>(i)) == type) a.dtype = static_cast<DType>(i);
    if (a.dtype == DType::kInvalid) a.type_attr = type;
    list.push_back(std::move(a));
  }
  return list;
}

AttrValue parse_default(std::string_view type, std::string text) {
  if (type == "bool") return text == "true";
  if (type == "int") return static_cast<int64_t>(std::strtoll(text.c_str(), nullptr, 10));
  if (type == "float") return std::strtod(text.c_str(), nullptr);
  if (type == "type") return dtype_of_enum(text);
  if (type == "string") return text.substr(1, text.size() - 2);
  if (type == "shape") return Shape::unknown_rank();
  std::vector<int64_t> numbers;
  std::vector<DType> types;
  for (const std::string& part : split(std::string_view(text).substr(1, text.size() - 2), ", "))
    if (type == "list(type)") types.push_back(dtype_of_enum(part));
    else numbers.push_back(std::strtoll(part.c_str(), nullptr, 10));
  if (type == "list(type)") return types;
  return numbers;
}

// "T:type,default=DT_INT32,allowed=[DT_INT32, DT_INT64]"
Signature::Attribute parse_attribute(std::string_view text) {
  Signature::Attribute a;
  const size_t colon = text.find(':');
  a.name = text.substr(0, colon);
  text.remove_prefix(colon + 1);
  if (const size_t at = text.find(",allowed=["); at != std::string_view::npos) {
    const std::string_view list = text.substr(at + 10);
    a.allowed = split(list.substr(0, list.size() - 1), ", ");
    text = text.substr(0, at);
  }
  if (const size_t at = text.find(",min="); at != std::string_view::npos) text = text.substr(0, at);
  std::string_view otherwise;
  if (const size_t at = text.find(",default="); at != std::string_view::npos) {
    otherwise = text.substr(at + 9);
    text = text.substr(0, at);
  }
  a.type = text;
  if (!otherwise.empty()) a.otherwise = parse_default(a.type, std::string(otherwise));
  return a;
}

Signature parse(std::string_view text) {
  Signature s;
  s.text = text;
  const std::vector<std::string> parts = split(text, "; ");
  const size_t arrow = parts[0].find(" -> ");
  s.inputs = parse_arguments(std::string_view(parts[0]).substr(0, arrow));
  s.outputs = parse_arguments(std::string_view(parts[0]).substr(arrow + 4));
  for (const std::string& part : parts)
    if (part.substr(0, 5) == "attr=") s.attrs.push_back(parse_attribute(std::string_view(part).substr(5)));
  for (auto* list : {&s.inputs, &s.outputs})
    for (Signature::Argument& a : *list)
      for (const Signature::Attribute& attr : s.attrs)
        if (attr.name == a.type_attr && attr.type == "list(type)") a.is_list = true;
  return s;
}

const std::string_view* find_text(std::span<const OpDefText> table, std::string_view name) {
  const auto at = std::lower_bound(table.begin(), table.end(), name, [](const OpDefText& d, std::string_view n) { return d.name < n; });
  return at != table.end() && at->name == name ? &at->text : nullptr;
}

}  // namespace

const Signature* signature(std::string_view name, Profile profile) {
  static thread_local std::map<const std::string_view*, Signature> parsed;   // by the table's entry
  const std::string_view* text = profile == Profile::kKeras2 ? find_text(older_op_def_texts(), name) : nullptr;
  if (!text) text = find_text(op_def_texts(), name);
  if (!text) return nullptr;
  const auto [at, is_new] = parsed.try_emplace(text);
  if (is_new) at->second = parse(*text);
  return &at->second;
}

}  // namespace misfit
