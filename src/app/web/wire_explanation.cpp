// Explanations as bytes, from the worker to the page.
#include "app/web/wire_explanation.h"

#include "engine/wire.h"

namespace misfit {

std::string encode(const Explanation& e) {
  WireWriter w;
  for (const std::string* s : {&e.fault_code, &e.stage, &e.happened, &e.expected, &e.born, &e.longer, &e.myth}) w.text(*s);
  w.plain(e.line);
  w.plain(static_cast<uint32_t>(e.numbers.size()));
  for (const auto& [expected, found] : e.numbers) {
    w.text(expected);
    w.text(found);
  }
  w.plain(static_cast<uint32_t>(e.blame.size()));
  for (const Blame& b : e.blame) {
    w.plain(b.line);
    w.text(b.text);
    w.text(b.why);
    w.plain(b.span);
  }
  w.plain(static_cast<uint32_t>(e.silent.size()));
  for (const Silent& s : e.silent) {
    w.text(s.code);
    w.plain(s.line);
    w.text(s.evidence);
  }
  w.plain(static_cast<uint32_t>(e.fixes.size()));
  for (const Fix& f : e.fixes) {
    w.text(f.title);
    w.plain<uint8_t>(f.right);
    w.text(f.program);
    w.text(f.evidence);
  }
  return w.take();
}

std::optional<Explanation> decode_explanation(std::string_view bytes) {
  WireReader r(bytes);
  Explanation e;
  for (std::string* s : {&e.fault_code, &e.stage, &e.happened, &e.expected, &e.born, &e.longer, &e.myth}) *s = r.text();
  e.line = r.plain<uint32_t>();
  for (size_t i = r.count(); i > 0; --i) {
    std::string expected = r.text();
    e.numbers.emplace_back(std::move(expected), r.text());
  }
  for (size_t i = r.count(); i > 0; --i) {
    Blame b;
    b.line = r.plain<uint32_t>();
    b.text = r.text();
    b.why = r.text();
    b.span = r.plain<Span>();
    e.blame.push_back(std::move(b));
  }
  for (size_t i = r.count(); i > 0; --i) {
    Silent s;
    s.code = r.text();
    s.line = r.plain<uint32_t>();
    s.evidence = r.text();
    e.silent.push_back(std::move(s));
  }
  for (size_t i = r.count(); i > 0; --i) {
    Fix f;
    f.title = r.text();
    f.right = r.plain<uint8_t>() != 0;
    f.program = r.text();
    f.evidence = r.text();
    e.fixes.push_back(std::move(f));
  }
  if (!r.ok()) return std::nullopt;
  return e;
}

}  // namespace misfit
