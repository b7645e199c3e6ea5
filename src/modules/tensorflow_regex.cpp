#include "modules/tensorflow_regex.h"

#include "modules/std/regex.h"
#include "ops/rules.h"
#include "python/types/utf8.h"

namespace misfit::modules::tf_api {
namespace {

using standard::Regex;

constexpr FaultSpec kFaults[] = {{"regex_c1", "InvalidArgumentError", "Invalid pattern: {pattern}, error: {error}"},
                                 {"regex_c2", "InvalidArgumentError", "Matching {pattern} takes too long"}};

Result<Regex, Fault> compiled(const std::string& pattern) {
  standard::RegexError error;
  auto regex = Regex::parse(py::decode_utf8(pattern), 0, &error);
  if (!regex) return Fault{&kFaults[0], {{"pattern", pattern}, {"error", error.message}}};
  return std::move(*regex);
}

// \1 in RE2's rewrite is a group; \\ is a backslash.
std::string rewritten(const std::string& rewrite, const std::u32string& text, const std::vector<Regex::Span>& groups) {
  std::string out;
  for (size_t i = 0; i < rewrite.size(); ++i) {
    if (rewrite[i] != '\\' || i + 1 == rewrite.size()) { out += rewrite[i]; continue; }
    const char c = rewrite[++i];
    if (c < '0' || c > '9') { out += c; continue; }
    const size_t group = static_cast<size_t>(c - '0');
    if (group < groups.size() && groups[group].begin >= 0)
      out += py::encode_utf8(text.substr(static_cast<size_t>(groups[group].begin), static_cast<size_t>(groups[group].end - groups[group].begin)));
  }
  return out;
}

std::optional<Fault> replace(Kernel& k) {
  const Tensor& in = k.in(0);
  const std::string pattern = k.attrs().get<std::string>("pattern"), rewrite = k.attrs().get<std::string>("rewrite");
  const bool all = k.attrs().get<bool>("replace_global", true);
  auto regex = compiled(pattern);
  if (!regex.ok()) return regex.error();
  Tensor& out = k.out(0, DType::kString, in.shape());
  for (int64_t i = 0; i < in.elements(); ++i) {
    const std::u32string text = py::decode_utf8(in.text_at(i));
    std::string changed;
    size_t at = 0;
    bool exhausted = false;
    while (at <= text.size()) {
      const auto groups = regex->match(text, at, text.size(), Regex::Where::kSearch, false, &exhausted);
      if (exhausted) return Fault{&kFaults[1], {{"pattern", pattern}}};
      if (groups.empty()) break;
      const size_t begin = static_cast<size_t>(groups[0].begin), end = static_cast<size_t>(groups[0].end);
      changed += py::encode_utf8(text.substr(at, begin - at)) + rewritten(rewrite, text, groups);
      at = end;
      if (end == begin) {                        // an empty match: one character goes by
        if (end < text.size()) changed += py::encode_utf8(text.substr(end, 1));
        ++at;
      }
      if (!all) break;
    }
    if (at < text.size()) changed += py::encode_utf8(text.substr(at));
    out.mutable_data<std::string>()[static_cast<size_t>(i)] = changed;
  }
  return std::nullopt;
}

Result<Specs, Fault> infer_match(const Inference& x) { return Specs{{DType::kBool, x.in[0].shape}}; }

std::optional<Fault> full_match(Kernel& k) {
  const Tensor& in = k.in(0);
  const std::string pattern = k.attrs().get<std::string>("pattern");
  auto regex = compiled(pattern);
  if (!regex.ok()) return regex.error();
  Tensor& out = k.out(0, DType::kBool, in.shape());
  for (int64_t i = 0; i < in.elements(); ++i) {
    const std::u32string text = py::decode_utf8(in.text_at(i));
    bool exhausted = false;
    out.mutable_data<bool>()[static_cast<size_t>(i)] = !regex->match(text, 0, text.size(), Regex::Where::kWhole, false, &exhausted).empty();
    if (exhausted) return Fault{&kFaults[1], {{"pattern", pattern}}};
  }
  return std::nullopt;
}

}  // namespace

constexpr OpDef kStaticRegexReplace{.name = "StaticRegexReplace", .faults = kFaults, .infer = infer_same, .compute = replace, .axes = axes_same};
constexpr OpDef kStaticRegexFullMatch{.name = "StaticRegexFullMatch", .faults = kFaults, .infer = infer_match, .compute = full_match, .axes = axes_same};

}  // namespace misfit::modules::tf_api
