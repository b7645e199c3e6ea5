// From tree-sitter's concrete tree to the syntax tree.
#include <tree_sitter/api.h>

#include <cstring>

#include "python/literals.h"
#include "python/syntax.h"
#include "python/tokens.h"

extern "C" const TSLanguage* tree_sitter_python();

namespace misfit::py {
namespace {

constexpr int kDeepest = sizeof(void*) == 4 ? 250 : 1500;   // a browser has a small stack

class Reader {
 public:
  Reader(Interp& in, std::string_view text, SyntaxTree& tree) : in_(in), text_(text), tree_(tree) {}

  std::vector<Syntax*> block(TSNode n) {
    std::vector<Syntax*> body;
    for (TSNode c : named(n)) statement(c, body);
    return body;
  }

 private:
  std::string_view type(TSNode n) const { return ts_node_type(n); }
  bool is(TSNode n, const char* t) const { return std::strcmp(ts_node_type(n), t) == 0; }
  // __x inside a class is _Class__x.
  std::string name_text(TSNode n) const {
    std::string s = text(n);
    if (classes_.empty() || s.size() < 3 || s[0] != '_' || s[1] != '_' || s.substr(s.size() - 2) == "__") return s;
    const std::string& cls = classes_.back();
    size_t first = cls.find_first_not_of('_');
    return first == std::string::npos ? s : "_" + cls.substr(first) + s;
  }
  std::string text(TSNode n) const { return std::string(text_.substr(ts_node_start_byte(n), ts_node_end_byte(n) - ts_node_start_byte(n))); }
  TSNode field(TSNode n, const char* name) const { return ts_node_child_by_field_name(n, name, static_cast<uint32_t>(std::strlen(name))); }
  bool has(TSNode n) const { return !ts_node_is_null(n); }

  Span span(TSNode n) const {
    TSPoint a = ts_node_start_point(n), b = ts_node_end_point(n);
    return {ts_node_start_byte(n), ts_node_end_byte(n), a.row + 1, a.column, b.row + 1, b.column};
  }

  std::vector<TSNode> all(TSNode n) const {
    std::vector<TSNode> v;
    TSTreeCursor cursor = ts_tree_cursor_new(n);
    if (ts_tree_cursor_goto_first_child(&cursor)) do {
      TSNode c = ts_tree_cursor_current_node(&cursor);
      if (!is(c, "comment") && !is(c, "line_continuation")) v.push_back(c);
    } while (ts_tree_cursor_goto_next_sibling(&cursor));
    ts_tree_cursor_delete(&cursor);
    return v;
  }
  std::vector<TSNode> named(TSNode n) const {
    std::vector<TSNode> v;
    for (TSNode c : all(n))
      if (ts_node_is_named(c)) v.push_back(c);
    return v;
  }
  std::vector<TSNode> fields(TSNode n, const char* name) const {
    std::vector<TSNode> v;
    for (uint32_t i = 0; i < ts_node_child_count(n); ++i)
      if (const char* f = ts_node_field_name_for_child(n, i); f && std::strcmp(f, name) == 0) v.push_back(ts_node_child(n, i));
    return v;
  }

  Syntax* make(Syn kind, TSNode n) {
    tree_.nodes.push_back({});
    Syntax* s = &tree_.nodes.back();
    s->kind = kind;
    s->span = span(n);
    return s;
  }
  Syntax* unsupported(std::string construct, TSNode n) {
    Span at = span(n);
    if (!tree_.unsupported) tree_.unsupported = Outcome::Unsupported{construct, at.line, at.column + 1};
    Syntax* s = make(Syn::kUnsupported, n);
    s->text = std::move(construct);
    return s;
  }
  Syntax* constant(TSNode n, Value v) {
    Syntax* s = make(Syn::kConstant, n);
    s->constant = std::move(v);
    return s;
  }
  Syntax* damaged(TSNode n) {
    tree_.damaged = true;
    return constant(n, Value::none());
  }

  // ---- expressions ----

  Syntax* expression(TSNode n) {
    if (++depth_ > kDeepest) {
      --depth_;
      return unsupported("an expression nested this deeply", n);
    }
    Syntax* s = expression_of(n);
    --depth_;
    // The grammar binds `*` closer than what follows: [*f(x)] comes as (*f)(x).
    bool postfix = s->kind == Syn::kCall || s->kind == Syn::kAttribute || s->kind == Syn::kSubscript || s->kind == Syn::kBinary;
    if (postfix && s->a && s->a->kind == Syn::kStarred) {
      Syntax* star = s->a;
      s->a = star->a;
      s->span.begin += s->a->span.begin - star->span.begin;
      s->span.column = s->a->span.column;
      star->a = s;
      star->span.end = s->span.end;
      star->span.end_line = s->span.end_line;
      star->span.end_column = s->span.end_column;
      return star;
    }
    return s;
  }

  Syntax* expression_of(TSNode n) {
    std::string_view t = type(n);
    if (t == "identifier") {
      Syntax* s = make(Syn::kName, n);
      s->text = name_text(n);
      return s;
    }
    if (t == "integer" || t == "float") {
      Value v = number_literal(in_, text(n));
      if (!v && in_.pending()) in_.take();
      return v ? constant(n, v) : damaged(n);
    }
    if (t == "none") return constant(n, Value::none());
    if (t == "true") return constant(n, Value::boolean(true));
    if (t == "false") return constant(n, Value::boolean(false));
    if (t == "ellipsis") return constant(n, in_.ellipsis());
    if (t == "string" || t == "concatenated_string") return string(n);
    if (t == "parenthesized_expression") {
      auto inner = named(n);
      if (inner.empty()) return damaged(n);
      return expression(inner[0]);
    }
    if (t == "attribute") {
      Syntax* s = make(Syn::kAttribute, n);
      s->a = expression(field(n, "object"));
      s->text = name_text(field(n, "attribute"));
      return s;
    }
    if (t == "call") return call(n);
    if (t == "subscript") return subscript(n);
    if (t == "slice") return slice(n);
    if (t == "binary_operator") {
      Syntax* s = make(Syn::kBinary, n);
      s->text = text(field(n, "operator"));
      s->a = expression(field(n, "left"));
      s->b = expression(field(n, "right"));
      return s;
    }
    if (t == "unary_operator") {
      Syntax* s = make(Syn::kUnary, n);
      s->text = text(field(n, "operator"));
      s->a = expression(field(n, "argument"));
      return s;
    }
    if (t == "not_operator") {
      Syntax* s = make(Syn::kNot, n);
      s->a = expression(field(n, "argument"));
      return s;
    }
    if (t == "boolean_operator") {
      Syntax* s = make(Syn::kBool, n);
      s->text = text(field(n, "operator"));
      s->a = expression(field(n, "left"));
      s->b = expression(field(n, "right"));
      return s;
    }
    if (t == "comparison_operator") return comparison(n);
    if (t == "conditional_expression") {
      auto parts = named(n);
      if (parts.size() != 3) return damaged(n);
      Syntax* s = make(Syn::kConditional, n);
      s->b = expression(parts[0]);
      s->a = expression(parts[1]);
      s->c = expression(parts[2]);
      return s;
    }
    if (t == "lambda") {
      Syntax* s = make(Syn::kLambda, n);
      if (TSNode p = field(n, "parameters"); has(p)) s->parameters = parameters(p);
      s->a = expression(field(n, "body"));
      return s;
    }
    if (t == "tuple" || t == "expression_list" || t == "pattern_list" || t == "tuple_pattern") return sequence(Syn::kTuple, n);
    if (t == "list" || t == "list_pattern") return sequence(Syn::kList, n);
    if (t == "set") return sequence(Syn::kSet, n);
    if (t == "dictionary") return dictionary(n);
    if (t == "list_comprehension") return comprehension(Syn::kListComp, n);
    if (t == "set_comprehension") return comprehension(Syn::kSetComp, n);
    if (t == "dictionary_comprehension") return comprehension(Syn::kDictComp, n);
    if (t == "generator_expression") return comprehension(Syn::kGenerator, n);
    if (t == "list_splat" || t == "list_splat_pattern" || t == "splat_pattern") {
      Syntax* s = make(Syn::kStarred, n);
      auto inner = named(n);
      if (inner.empty()) return damaged(n);
      s->a = expression(inner[0]);
      return s;
    }
    if (t == "parenthesized_list_splat") {
      auto inner = named(n);
      return inner.empty() ? damaged(n) : expression(inner[0]);
    }
    if (t == "named_expression") {
      Syntax* s = make(Syn::kNamed, n);
      s->a = expression(field(n, "name"));
      s->b = expression(field(n, "value"));
      return s;
    }
    if (t == "yield") {
      bool from = false;
      for (TSNode c : all(n)) from = from || is(c, "from");
      Syntax* s = make(from ? Syn::kYieldFrom : Syn::kYield, n);
      auto inner = named(n);
      if (!inner.empty()) s->a = expression(inner[0]);
      return s;
    }
    if (t == "await") return unsupported("await", n);
    if (t == "type") {
      auto inner = named(n);
      return inner.empty() ? damaged(n) : expression(inner[0]);
    }
    if (t == "generic_type") {  // List[int] in an annotation
      auto parts = named(n);
      Syntax* s = make(Syn::kSubscript, n);
      s->a = expression(parts[0]);
      auto args = named(parts.back());
      if (args.size() == 1) {
        s->b = expression(args[0]);
      } else {
        s->b = make(Syn::kTuple, parts.back());
        for (TSNode a : args) s->b->items.push_back(expression(a));
      }
      return s;
    }
    if (t == "union_type" || t == "member_type" || t == "constrained_type") {
      auto parts = named(n);
      if (parts.size() != 2) return damaged(n);
      if (t == "member_type") {
        Syntax* s = make(Syn::kAttribute, n);
        s->a = expression(parts[0]);
        s->text = text(parts[1]);
        return s;
      }
      Syntax* s = make(Syn::kBinary, n);
      s->text = "|";
      s->a = expression(parts[0]);
      s->b = expression(parts[1]);
      return s;
    }
    if (t == "as_pattern_target") {
      auto inner = named(n);
      return inner.empty() ? damaged(n) : expression(inner[0]);
    }
    if (t == "type_parameter") return unsupported("type parameters", n);
    if (t == "keyword_identifier" || t == "match" || t == "print" || t == "exec" || t == "case") {
      Syntax* s = make(Syn::kName, n);
      s->text = text(n);
      return s;
    }
    return damaged(n);
  }

  Syntax* sequence(Syn kind, TSNode n) {
    Syntax* s = make(kind, n);
    for (TSNode c : named(n)) s->items.push_back(expression(c));
    return s;
  }

  Syntax* dictionary(TSNode n) {
    Syntax* s = make(Syn::kDict, n);
    for (TSNode c : named(n)) {
      if (is(c, "pair")) {
        s->items.push_back(expression(field(c, "key")));
        s->items.push_back(expression(field(c, "value")));
      } else {
        auto inner = named(c);
        s->items.push_back(nullptr);
        s->items.push_back(inner.empty() ? damaged(c) : expression(inner[0]));
      }
    }
    return s;
  }

  Syntax* call(TSNode n) {
    Syntax* s = make(Syn::kCall, n);
    s->a = expression(field(n, "function"));
    TSNode args = field(n, "arguments");
    if (is(args, "generator_expression")) {
      s->items.push_back(expression(args));
      return s;
    }
    arguments(args, s->items);
    return s;
  }

  void arguments(TSNode list, std::vector<Syntax*>& into) {
    for (TSNode c : named(list)) {
      if (is(c, "keyword_argument")) {
        Syntax* k = make(Syn::kKeyword, c);
        k->text = text(field(c, "name"));
        k->a = expression(field(c, "value"));
        into.push_back(k);
      } else if (is(c, "dictionary_splat")) {
        Syntax* k = make(Syn::kKeyword, c);
        auto inner = named(c);
        k->a = inner.empty() ? damaged(c) : expression(inner[0]);
        into.push_back(k);
      } else {
        into.push_back(expression(c));
      }
    }
  }

  Syntax* subscript(TSNode n) {
    Syntax* s = make(Syn::kSubscript, n);
    s->a = expression(field(n, "value"));
    auto keys = fields(n, "subscript");
    bool comma = false;
    for (TSNode c : all(n)) comma = comma || is(c, ",");
    if (keys.size() == 1 && !comma && !is(keys[0], "list_splat")) {
      s->b = expression(keys[0]);
    } else if (keys.empty()) {
      s->b = damaged(n);
    } else {
      s->b = make(Syn::kTuple, keys[0]);
      s->b->span.end = span(keys.back()).end;
      s->b->span.end_line = span(keys.back()).end_line;
      s->b->span.end_column = span(keys.back()).end_column;
      for (TSNode k : keys) s->b->items.push_back(expression(k));
    }
    return s;
  }

  Syntax* slice(TSNode n) {
    Syntax* s = make(Syn::kSlice, n);
    Syntax** parts[] = {&s->a, &s->b, &s->c};
    size_t at = 0;
    for (TSNode c : all(n)) {
      if (is(c, ":")) at = at < 2 ? at + 1 : 2;
      else *parts[at] = expression(c);
    }
    return s;
  }

  Syntax* comparison(TSNode n) {
    Syntax* s = make(Syn::kCompare, n);
    std::string op;
    for (uint32_t i = 0; i < ts_node_child_count(n); ++i) {
      TSNode c = ts_node_child(n, i);
      const char* f = ts_node_field_name_for_child(n, i);
      if (f && std::strcmp(f, "operators") == 0) {
        std::string o = text(c);
        if (o.rfind("not", 0) == 0) o = "not in";
        else if (o.rfind("is", 0) == 0 && o.size() > 2) o = "is not";
        s->names.push_back(o);
      } else if (ts_node_is_named(c) && !is(c, "comment") && !is(c, "line_continuation")) {
        s->items.push_back(expression(c));
      }
    }
    if (s->items.size() != s->names.size() + 1) return damaged(n);
    return s;
  }

  Syntax* comprehension(Syn kind, TSNode n) {
    Syntax* s = make(kind, n);
    TSNode body = field(n, "body");
    if (!has(body)) return damaged(n);
    if (kind == Syn::kDictComp) {
      s->a = expression(field(body, "key"));
      s->b = expression(field(body, "value"));
    } else {
      s->a = expression(body);
    }
    for (TSNode c : named(n)) {
      if (is(c, "for_in_clause")) {
        for (TSNode k : all(c))
          if (is(k, "async")) return unsupported("async comprehensions", n);
        Syntax* f = make(Syn::kForClause, c);
        f->a = expression(field(c, "left"));
        auto right = fields(c, "right");
        f->b = right.empty() ? damaged(c) : expression(right[0]);
        s->items.push_back(f);
      } else if (is(c, "if_clause")) {
        Syntax* f = make(Syn::kIfClause, c);
        auto inner = named(c);
        f->a = inner.empty() ? damaged(c) : expression(inner[0]);
        s->items.push_back(f);
      }
    }
    return s;
  }

  // ---- strings ----

  Syntax* string(TSNode n) {
    std::vector<TSNode> parts = is(n, "string") ? std::vector<TSNode>{n} : named(n);
    Syntax* joined = make(Syn::kFString, n);
    std::string plain;
    bool bytes = false, formatted = false;
    TSNode last = n;
    auto flush = [&] {
      if (plain.empty()) return;
      joined->items.push_back(constant(last, in_.str_value(plain)));
      plain.clear();
    };
    for (TSNode p : parts) {
      if (!is(p, "string")) return damaged(p);
      auto children = all(p);
      if (children.empty()) return damaged(p);
      std::string start = text(children.front());
      bool raw = false, f = false;
      for (char c : start) {
        raw = raw || c == 'r' || c == 'R';
        bytes = bytes || c == 'b' || c == 'B';
        f = f || c == 'f' || c == 'F';
      }
      formatted = formatted || f;
      last = p;
      // The closing quote's node may have swallowed backslashes that stand before it.
      const uint32_t quotes = static_cast<uint32_t>(start.size() - std::min(start.size(), start.find_first_of("'\"")));
      uint32_t at = ts_node_end_byte(children.front()), end = ts_node_end_byte(children.back()) - quotes;
      if (end < at) end = ts_node_end_byte(p);
      for (TSNode c : children) {
        if (!is(c, "interpolation")) continue;
        plain += unescape(text_.substr(at, ts_node_start_byte(c) - at), bytes, f, raw);
        std::string debug;
        Syntax* value = interpolation(c, raw, &debug);
        plain += debug;
        flush();
        joined->items.push_back(value);
        at = ts_node_end_byte(c);
      }
      plain += unescape(text_.substr(at, end - at), bytes, f, raw);
    }
    if (bytes) return constant(n, in_.bytes(plain));
    if (!formatted) return constant(n, in_.str_value(plain));
    flush();
    return joined;
  }

  Syntax* interpolation(TSNode n, bool raw, std::string* debug) {
    Syntax* s = make(Syn::kFormatted, n);
    TSNode e = field(n, "expression");
    if (!has(e)) return damaged(n);
    s->a = expression(e);
    if (TSNode c = field(n, "type_conversion"); has(c)) {
      std::string t = text(c);
      s->number = t == "!s" ? 1 : t == "!r" ? 2 : 3;
    }
    TSNode spec = field(n, "format_specifier");
    for (TSNode c : all(n))
      if (is(c, "=")) {  // f"{x = }": the text itself, up to what follows
        uint32_t from = ts_node_start_byte(n) + 1, to = ts_node_end_byte(c);
        while (to < text_.size() && text_[to] == ' ') ++to;
        *debug = std::string(text_.substr(from, to - from));
        if (!s->number && !has(spec)) s->number = 2;
      }
    if (has(spec)) {
      s->b = make(Syn::kFString, spec);
      uint32_t at = ts_node_start_byte(spec) + 1;
      std::string plain;
      auto add_text = [&](uint32_t to) {
        if (to > at) s->b->items.push_back(constant(spec, in_.str_value(unescape(text_.substr(at, to - at), false, false, raw))));
      };
      for (TSNode c : named(spec)) {
        if (!is(c, "format_expression") && !is(c, "interpolation")) continue;
        add_text(ts_node_start_byte(c));
        std::string ignored;
        s->b->items.push_back(interpolation(c, raw, &ignored));
        at = ts_node_end_byte(c);
      }
      add_text(ts_node_end_byte(spec));
    }
    return s;
  }

  // ---- functions and classes ----

  std::vector<Parameter> parameters(TSNode n) {
    std::vector<Parameter> list;
    using Kind = Parameter::Kind;
    Kind kind = Kind::kNormal;
    for (TSNode c : named(n)) {
      std::string_view t = type(c);
      Parameter p{kind, {}, nullptr, nullptr, span(c)};
      TSNode name = c;
      if (t == "positional_separator") {
        for (Parameter& q : list) q.kind = Kind::kPositionalOnly;
        continue;
      }
      if (t == "keyword_separator") {
        kind = Kind::kKeywordOnly;
        continue;
      }
      if (t == "default_parameter" || t == "typed_default_parameter") {
        name = field(c, "name");
        p.otherwise = expression(field(c, "value"));
        if (TSNode a = field(c, "type"); has(a)) p.annotation = expression(a);
      } else if (t == "typed_parameter") {
        auto inner = named(c);
        name = inner[0];
        if (TSNode a = field(c, "type"); has(a)) p.annotation = expression(a);
      } else if (t == "tuple_pattern") {
        damaged(c);
      }
      if (is(name, "list_splat_pattern")) {
        p.kind = Kind::kStar;
        kind = Kind::kKeywordOnly;
        auto inner = named(name);
        if (!inner.empty()) name = inner[0];
      } else if (is(name, "dictionary_splat_pattern")) {
        p.kind = Kind::kDoubleStar;
        auto inner = named(name);
        if (!inner.empty()) name = inner[0];
      }
      p.name = name_text(name);
      list.push_back(p);
    }
    return list;
  }

  Syntax* function(TSNode n) {
    for (TSNode c : all(n))
      if (is(c, "async")) return unsupported("async functions", n);
    if (has(field(n, "type_parameters"))) return unsupported("type parameters", n);
    Syntax* s = make(Syn::kFunction, n);
    s->text = name_text(field(n, "name"));
    s->parameters = parameters(field(n, "parameters"));
    if (TSNode r = field(n, "return_type"); has(r)) s->b = expression(r);
    s->body = block(field(n, "body"));
    return s;
  }

  Syntax* class_(TSNode n) {
    if (has(field(n, "type_parameters"))) return unsupported("type parameters", n);
    Syntax* s = make(Syn::kClass, n);
    s->text = text(field(n, "name"));
    if (TSNode a = field(n, "superclasses"); has(a)) arguments(a, s->items);
    classes_.push_back(s->text);
    s->body = block(field(n, "body"));
    classes_.pop_back();
    return s;
  }

  // ---- statements ----

  std::vector<Syntax*> suite(TSNode n, const char* name) {
    TSNode b = field(n, name);
    return has(b) ? block(b) : std::vector<Syntax*>{};
  }

  void statement(TSNode n, std::vector<Syntax*>& into) {
    if (++depth_ > std::min(400, kDeepest)) {
      --depth_;
      into.push_back(unsupported("blocks nested this deeply", n));
      return;
    }
    if (Syntax* s = statement_of(n)) into.push_back(s);
    --depth_;
  }

  Syntax* statement_of(TSNode n) {
    std::string_view t = type(n);
    if (t == "expression_statement") return expression_statement(n);
    if (t == "if_statement") return if_(n);
    if (t == "for_statement") {
      for (TSNode c : all(n))
        if (is(c, "async")) return unsupported("async for", n);
      Syntax* s = make(Syn::kFor, n);
      s->a = expression(field(n, "left"));
      s->b = expression(field(n, "right"));
      s->body = suite(n, "body");
      if (TSNode e = field(n, "alternative"); has(e)) s->other = suite(e, "body");
      return s;
    }
    if (t == "while_statement") {
      Syntax* s = make(Syn::kWhile, n);
      s->a = expression(field(n, "condition"));
      s->body = suite(n, "body");
      if (TSNode e = field(n, "alternative"); has(e)) s->other = suite(e, "body");
      return s;
    }
    if (t == "try_statement") return try_(n);
    if (t == "with_statement") return with(n);
    if (t == "function_definition") return function(n);
    if (t == "class_definition") return class_(n);
    if (t == "decorated_definition") {
      TSNode d = field(n, "definition");
      if (!has(d)) return damaged(n);
      Syntax* s = is(d, "class_definition") ? class_(d) : function(d);
      for (TSNode c : named(n))
        if (is(c, "decorator")) {
          auto inner = named(c);
          s->decorators.push_back(inner.empty() ? damaged(c) : expression(inner[0]));
        }
      return s;
    }
    if (t == "return_statement") {
      Syntax* s = make(Syn::kReturn, n);
      if (auto v = named(n); !v.empty()) s->a = expression(v[0]);
      return s;
    }
    if (t == "raise_statement") {
      Syntax* s = make(Syn::kRaise, n);
      TSNode cause = field(n, "cause");
      for (TSNode c : named(n)) {
        if (has(cause) && ts_node_eq(c, cause)) s->b = expression(c);
        else s->a = expression(c);
      }
      return s;
    }
    if (t == "assert_statement") {
      Syntax* s = make(Syn::kAssert, n);
      auto v = named(n);
      if (v.empty()) return damaged(n);
      s->a = expression(v[0]);
      if (v.size() > 1) s->b = expression(v[1]);
      return s;
    }
    if (t == "delete_statement") {
      Syntax* s = make(Syn::kDelete, n);
      auto v = named(n);
      if (v.empty()) return damaged(n);
      if (is(v[0], "expression_list"))
        for (TSNode c : named(v[0])) s->items.push_back(expression(c));
      else
        s->items.push_back(expression(v[0]));
      return s;
    }
    if (t == "global_statement" || t == "nonlocal_statement") {
      Syntax* s = make(t == "global_statement" ? Syn::kGlobal : Syn::kNonlocal, n);
      for (TSNode c : named(n)) s->names.push_back(name_text(c));
      return s;
    }
    if (t == "import_statement") {
      Syntax* s = make(Syn::kImport, n);
      for (TSNode c : fields(n, "name")) s->items.push_back(alias(c));
      return s;
    }
    if (t == "import_from_statement") {
      Syntax* s = make(Syn::kImportFrom, n);
      TSNode module = field(n, "module_name");
      if (is(module, "relative_import")) {
        for (TSNode c : named(module)) {
          if (is(c, "import_prefix")) s->number = static_cast<int>(text(c).size());
          else s->text = dotted(c);
        }
      } else {
        s->text = dotted(module);
      }
      for (TSNode c : fields(n, "name")) s->items.push_back(alias(c));
      for (TSNode c : named(n))
        if (is(c, "wildcard_import")) {
          Syntax* a = make(Syn::kAlias, c);
          a->text = "*";
          s->items.push_back(a);
        }
      return s;
    }
    if (t == "future_import_statement") {
      Syntax* s = make(Syn::kImportFrom, n);
      s->text = "__future__";
      for (TSNode c : fields(n, "name")) s->items.push_back(alias(c));
      return s;
    }
    if (t == "pass_statement") return make(Syn::kPass, n);
    if (t == "break_statement") return make(Syn::kBreak, n);
    if (t == "continue_statement") return make(Syn::kContinue, n);
    if (t == "match_statement") return match(n);
    if (t == "type_alias_statement") return unsupported("type statements", n);
    if (t == "comment") return nullptr;
    damaged(n);
    return nullptr;
  }

  std::string dotted(TSNode n) {
    std::string s;
    for (TSNode c : named(n)) s += (s.empty() ? "" : ".") + text(c);
    return s.empty() ? text(n) : s;
  }

  Syntax* alias(TSNode n) {
    Syntax* a = make(Syn::kAlias, n);
    if (is(n, "aliased_import")) {
      a->text = dotted(field(n, "name"));
      a->names.push_back(text(field(n, "alias")));
    } else {
      a->text = dotted(n);
    }
    return a;
  }

  Syntax* expression_statement(TSNode n) {
    auto parts = named(n);
    if (parts.empty()) return damaged(n);
    if (is(parts[0], "assignment")) return assignment(parts[0]);
    if (is(parts[0], "augmented_assignment")) {
      Syntax* s = make(Syn::kAugmented, parts[0]);
      s->a = expression(field(parts[0], "left"));
      s->text = text(field(parts[0], "operator"));
      s->text.pop_back();
      s->b = expression(field(parts[0], "right"));
      return s;
    }
    Syntax* s = make(Syn::kExpression, n);
    bool comma = false;
    for (TSNode c : all(n)) comma = comma || is(c, ",");
    s->a = comma ? sequence(Syn::kTuple, n) : expression(parts[0]);
    return s;
  }

  Syntax* assignment(TSNode n) {
    if (TSNode type = field(n, "type"); has(type)) {
      Syntax* s = make(Syn::kAnnotated, n);
      s->a = expression(field(n, "left"));
      s->b = expression(type);
      if (TSNode v = field(n, "right"); has(v)) s->c = expression(v);
      return s;
    }
    Syntax* s = make(Syn::kAssign, n);
    for (;;) {
      s->items.push_back(expression(field(n, "left")));
      TSNode right = field(n, "right");
      if (!has(right)) return damaged(n);
      if (!is(right, "assignment")) {
        s->b = expression(right);
        return s;
      }
      n = right;
    }
  }

  Syntax* if_(TSNode n) {
    Syntax* first = make(Syn::kIf, n);
    first->a = expression(field(n, "condition"));
    first->body = suite(n, "consequence");
    Syntax* last = first;
    for (TSNode c : fields(n, "alternative")) {
      if (is(c, "elif_clause")) {
        Syntax* s = make(Syn::kIf, c);
        s->a = expression(field(c, "condition"));
        s->body = suite(c, "consequence");
        last->other = {s};
        last = s;
      } else {
        last->other = suite(c, "body");
      }
    }
    return first;
  }

  Syntax* try_(TSNode n) {
    Syntax* s = make(Syn::kTry, n);
    s->body = suite(n, "body");
    for (TSNode c : named(n)) {
      if (is(c, "except_clause") || is(c, "except_group_clause")) {
        Syntax* h = make(Syn::kHandler, c);
        if (is(c, "except_group_clause")) h->number = 1;
        for (TSNode k : all(c))
          if (is(k, "*")) h->number = 1;
        auto parts = named(c);
        for (TSNode p : parts) {
          if (is(p, "block")) {
            h->body = block(p);
          } else if (is(p, "as_pattern")) {
            auto inner = named(p);
            h->a = expression(inner[0]);
            h->text = text(field(p, "alias"));
          } else if (!h->a) {
            h->a = expression(p);
          }
        }
        if (h->a && h->a->kind == Syn::kStarred) {  // `except* E` comes as an except clause with a splat
          h->a = h->a->a;
          h->number = 1;
        }
        s->items.push_back(h);
      } else if (is(c, "else_clause")) {
        s->other = suite(c, "body");
      } else if (is(c, "finally_clause")) {
        for (TSNode b : named(c))
          if (is(b, "block")) s->final = block(b);
      }
    }
    return s;
  }

  Syntax* with(TSNode n) {
    Syntax* s = make(Syn::kWith, n);
    for (TSNode c : all(n)) {
      if (is(c, "async")) return unsupported("async with", n);
      if (!is(c, "with_clause")) continue;
      std::vector<TSNode> items = named(c);
      // `with (open(a) as f, b as c):` may come as one item that is a tuple of `as` patterns.
      for (TSNode i : items) {
        TSNode value = field(i, "value");
        if (is(value, "tuple")) {
          bool all_as = false;
          for (TSNode e : named(value)) all_as = all_as || is(e, "as_pattern");
          if (all_as) {
            for (TSNode e : named(value)) s->items.push_back(with_item(e));
            continue;
          }
        }
        if (is(value, "parenthesized_expression")) {
          auto inner = named(value);
          if (inner.size() == 1 && is(inner[0], "as_pattern")) value = inner[0];
        }
        s->items.push_back(with_item(value));
      }
    }
    s->body = suite(n, "body");
    return s;
  }

  Syntax* with_item(TSNode value) {
    Syntax* w = make(Syn::kWithItem, value);
    if (is(value, "as_pattern")) {
      auto inner = named(value);
      w->a = expression(inner[0]);
      w->b = expression(field(value, "alias"));
    } else {
      w->a = expression(value);
    }
    return w;
  }

  // ---- match ----

  Syntax* match(TSNode n) {
    Syntax* s = make(Syn::kMatch, n);
    auto subjects = fields(n, "subject");
    if (subjects.empty()) return damaged(n);
    if (subjects.size() == 1) {
      s->a = expression(subjects[0]);
      if (text_[ts_node_start_byte(subjects[0])] == '[' && (is(subjects[0], "tuple") || is(subjects[0], "parenthesized_expression"))) {
        Syntax* list = make(Syn::kList, subjects[0]);
        if (is(subjects[0], "tuple")) list->items = s->a->items;
        else list->items.push_back(s->a);
        s->a = list;
      }
    } else {
      s->a = make(Syn::kTuple, subjects[0]);
      for (TSNode x : subjects) s->a->items.push_back(expression(x));
    }
    TSNode body = field(n, "body");
    for (TSNode c : has(body) ? named(body) : named(n)) {
      if (!is(c, "case_clause")) continue;
      Syntax* k = make(Syn::kCase, c);
      std::vector<TSNode> patterns;
      bool comma = false;
      for (TSNode p : all(c)) {
        if (is(p, "case_pattern")) patterns.push_back(p);
        if (is(p, ",")) comma = true;
      }
      if (patterns.empty()) return damaged(c);
      if (patterns.size() == 1 && !comma) {
        k->a = pattern(patterns[0]);
      } else {
        k->a = make(Syn::kPatternSequence, c);
        for (TSNode p : patterns) k->a->items.push_back(pattern(p));
      }
      if (TSNode g = field(c, "guard"); has(g)) {
        auto inner = named(g);
        k->b = inner.empty() ? damaged(g) : expression(inner[0]);
      }
      k->body = suite(c, "consequence");
      s->items.push_back(k);
    }
    return s;
  }

  Syntax* value_pattern(TSNode n, Syntax* value) {
    Syntax* s = make(Syn::kPatternValue, n);
    s->a = value;
    return s;
  }
  Syntax* capture(TSNode n, std::string name) {
    Syntax* s = make(Syn::kPatternCapture, n);
    s->text = std::move(name);
    return s;
  }
  Syntax* dotted_value(TSNode n) {
    Syntax* value = nullptr;
    for (TSNode c : named(n)) {
      if (!value) {
        value = expression(c);
        continue;
      }
      Syntax* a = make(Syn::kAttribute, n);
      a->a = value;
      a->text = text(c);
      value = a;
    }
    return value;
  }

  // A list of pattern tokens, where `-` stands before its number.
  std::vector<Syntax*> alternatives(TSNode n) {
    std::vector<Syntax*> v;
    bool minus = false;
    for (TSNode c : all(n)) {
      if (is(c, "-")) minus = true;
      else if (ts_node_is_named(c) || is(c, "_")) {
        Syntax* p = pattern(c);
        if (minus && p->kind == Syn::kPatternValue) p = negative(c, p);
        minus = false;
        v.push_back(p);
      }
    }
    return v;
  }
  Syntax* negative(TSNode n, Syntax* p) {
    Syntax* u = make(Syn::kUnary, n);
    u->text = "-";
    u->a = p->a;
    p->a = u;
    return p;
  }

  Syntax* pattern(TSNode n) {
    std::string_view t = type(n);
    if (t == "case_pattern") {
      auto v = alternatives(n);
      return v.empty() ? damaged(n) : v[0];
    }
    if (t == "_") return capture(n, "_");
    if (t == "dotted_name") {
      auto parts = named(n);
      if (parts.size() == 1) return capture(n, text(n));
      return value_pattern(n, dotted_value(n));
    }
    if (t == "identifier") return capture(n, text(n));
    if (t == "as_pattern") {
      Syntax* s = make(Syn::kPatternAs, n);
      auto parts = named(n);
      if (parts.size() != 2) return damaged(n);
      s->a = pattern(parts[0]);
      s->text = text(parts[1]);
      return s;
    }
    if (t == "union_pattern") {
      Syntax* s = make(Syn::kPatternOr, n);
      s->items = alternatives(n);
      return s;
    }
    if (t == "list_pattern" || t == "tuple_pattern") {
      bool comma = t == "list_pattern";
      for (TSNode c : all(n)) comma = comma || is(c, ",");
      auto parts = alternatives(n);
      if (!comma && parts.size() == 1 && parts[0]->kind != Syn::kPatternStar) return parts[0];  // only parentheses
      Syntax* s = make(Syn::kPatternSequence, n);
      s->items = std::move(parts);
      return s;
    }
    if (t == "splat_pattern") {
      Syntax* s = make(Syn::kPatternStar, n);
      std::string name = text(n);
      s->text = name.substr(name.find_first_not_of("* "));
      return s;
    }
    if (t == "dict_pattern") {
      Syntax* s = make(Syn::kPatternMapping, n);
      bool minus = false;
      Syntax* key = nullptr;
      for (uint32_t i = 0; i < ts_node_child_count(n); ++i) {
        TSNode c = ts_node_child(n, i);
        const char* f = ts_node_field_name_for_child(n, i);
        if (is(c, "-")) {
          minus = true;
        } else if (is(c, "splat_pattern")) {
          std::string name = text(c);
          s->text = name.substr(name.find_first_not_of("* "));
        } else if (f && std::strcmp(f, "key") == 0) {
          Syntax* p = is(c, "dotted_name") ? value_pattern(c, dotted_value(c)) : pattern(c);
          key = minus ? negative(c, p) : p;
          minus = false;
        } else if (f && std::strcmp(f, "value") == 0) {
          if (!key) return damaged(c);
          s->items.push_back(key->a);
          s->items.push_back(pattern(c));
        }
      }
      return s;
    }
    if (t == "class_pattern") {
      Syntax* s = make(Syn::kPatternClass, n);
      for (TSNode c : named(n)) {
        if (is(c, "dotted_name") && !s->a) {
          s->a = dotted_value(c);
          continue;
        }
        auto inner = named(c);
        if (is(c, "case_pattern") && inner.size() == 1 && is(inner[0], "keyword_pattern")) {
          auto parts = all(inner[0]);
          s->names.push_back(text(parts[0]));
          bool minus = false;
          Syntax* p = nullptr;
          for (size_t i = 2; i < parts.size(); ++i) {
            if (is(parts[i], "-")) minus = true;
            else p = pattern(parts[i]);
          }
          if (!p) return damaged(c);
          s->items.push_back(minus ? negative(c, p) : p);
        } else {
          s->items.push_back(pattern(c));
        }
      }
      return s;
    }
    if (t == "complex_pattern") {                             // 2+3j, -2-3j
      Syntax* sum = make(Syn::kBinary, n);
      bool minus = false;
      for (TSNode c : all(n)) {
        if (!is(c, "-") && !is(c, "+")) {
          (sum->a ? sum->b : sum->a) = expression(c);
          if (minus && !sum->b) sum->a = negative(n, value_pattern(n, sum->a))->a;
        } else if (sum->a) {
          sum->text = text(c);
        } else {
          minus = true;
        }
      }
      return value_pattern(n, sum);
    }
    return value_pattern(n, expression(n));
  }

  Interp& in_;
  std::string_view text_;
  SyntaxTree& tree_;
  int depth_ = 0;
  std::vector<std::string> classes_;
};

}  // namespace

// The grammar takes `match [a, b]:` for a subscript of a variable `match`. It gets round brackets to read; Reader::match() looks at
// the text itself.
static std::string with_round_subjects(std::string_view text) {
  std::string out(text);
  if (text.find("match") == std::string_view::npos) return out;
  Tokens tokens = tokenize(text);
  const auto& t = tokens.list;
  for (size_t i = 0; i + 1 < t.size(); ++i) {
    bool first = i == 0 || t[i - 1].kind == Token::Kind::kNewline || t[i - 1].kind == Token::Kind::kIndent || t[i - 1].kind == Token::Kind::kDedent;
    if (!first || t[i].text != "match" || t[i + 1].text != "[") continue;
    size_t close = i + 2;
    while (close < t.size() && !(t[close].text == "]" && t[close].level == t[i].level)) ++close;
    if (close + 4 >= t.size() || t[close + 1].text != ":" || t[close + 2].kind != Token::Kind::kNewline || t[close + 4].text != "case") continue;
    out[t[i + 1].span.begin] = '(';
    out[t[close].span.begin] = ')';
  }
  return out;
}

SyntaxTree parse(Interp& in, std::string_view text) {
  SyntaxTree tree;
  const std::string readable = with_round_subjects(text);
  TSParser* parser = ts_parser_new();
  ts_parser_set_language(parser, tree_sitter_python());
  TSTree* concrete = ts_parser_parse_string(parser, nullptr, readable.data(), static_cast<uint32_t>(readable.size()));
  TSNode root = ts_tree_root_node(concrete);
  tree.damaged = ts_node_has_error(root);
  if (!tree.damaged) tree.body = Reader(in, text, tree).block(root);
  ts_tree_delete(concrete);
  ts_parser_delete(parser);
  return tree;
}

}  // namespace misfit::py
