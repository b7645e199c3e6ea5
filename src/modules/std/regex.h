// Regular expressions as Python writes them, matched by backtracking over code points.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace misfit::modules::standard {

struct RegexError { std::string message; size_t position; };

enum RegexFlag { kIgnoreCase = 2, kMultiLine = 8, kDotAll = 16, kVerbose = 64, kAscii = 256 };

struct RegexNode {
  enum class Kind { kChar, kAny, kSet, kSequence, kChoice, kGroup, kRepeat, kBackReference, kStart, kEnd, kTextStart, kTextEnd, kWordEdge, kNotWordEdge, kLook, kAtomic, kConditional } kind;
  struct Range { char32_t low, high; };
  std::u32string characters = {};              // kChar: one
  std::vector<Range> ranges = {};              // kSet
  std::string classes = {};                    // kSet: d D w W s S
  bool negated = false;                        // kSet, kLook
  bool behind = false;                         // kLook
  int group = 0;                               // kGroup (0: not captured), kBackReference, kConditional
  size_t least = 0, most = 0;                  // kRepeat
  bool lazy = false, possessive = false;       // kRepeat
  int flags = 0;
  std::vector<std::unique_ptr<RegexNode>> parts = {};
};

class Regex {
 public:
  static std::optional<Regex> parse(const std::u32string& pattern, int flags, RegexError* error);
  enum class Where { kSearch, kHere, kWhole };
  struct Span { int64_t begin = -1, end = -1; };
  // The spans of all groups, the whole first; empty: no match. `exhausted` is set when matching would take for ever.
  // advance: a match at `from` itself may not be empty.
  std::vector<Span> match(const std::u32string& text, size_t from, size_t end, Where where, bool advance, bool* exhausted) const;
  int groups = 0;
  int flags = 0;
  std::vector<std::pair<std::string, int>> names;

 private:
  std::shared_ptr<RegexNode> root_;
};

}  // namespace misfit::modules::standard
