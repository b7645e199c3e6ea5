// misfit explain: cause, blame, silent mistakes, and fixes that were run.
#include "app/cli/commands.h"

#include <cstdio>

#include "explain/explanation.h"

namespace misfit::cli {
namespace {

void print(const Explanation& e) {
  if (!e.fault_code.empty()) std::printf("%s (%s, line %u)\n", e.fault_code.c_str(), e.stage.c_str(), e.line);
  std::printf("%s\n", e.cause().c_str());
  for (const Blame& b : e.blame) std::printf("  line %u: %s\n    %s\n", b.line, b.text.c_str(), b.why.c_str());
  for (const Silent& s : e.silent) std::printf("  silent, line %u: %s: %s\n", s.line, s.code.c_str(), s.evidence.c_str());
  for (const Fix& f : e.fixes) std::printf("  %s: %s\n    %s\n", f.right ? "fix" : "wrong fix", f.title.c_str(), f.evidence.c_str());
}

}  // namespace

int explain(const Command& c) {
  std::optional<std::string> text = read_file(c.files[0]);
  if (!text) return 2;
  RunOptions options;
  options.profile = c.profile;
  size_t slash = c.files[0].find_last_of('/');
  options.file_name = slash == std::string::npos ? c.files[0] : c.files[0].substr(slash + 1);
  std::shared_ptr<const Run> run = run_program(*text, options);
  if (run->unsupported) {
    std::fprintf(stderr, "misfit: line %u, column %u: %s is not supported\n", run->unsupported->line, run->unsupported->column,
                 run->unsupported->construct.c_str());
    return 2;
  }
  Explanation e = misfit::explain(*run);
  try_fixes(*run, e);
  if (c.json)
    std::printf("%s\n", explain_json(e).c_str());
  else
    print(e);
  return run->exception ? 1 : 0;
}

}  // namespace misfit::cli
