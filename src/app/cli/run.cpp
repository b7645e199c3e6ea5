// misfit run: like python3 FILE.py.
#include "app/cli/commands.h"

#include <cstdio>

#include "engine/engine.h"

namespace misfit::cli {

std::optional<std::string> read_file(const std::string& path) {
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (!file) {
    std::fprintf(stderr, "misfit: cannot read %s\n", path.c_str());
    return std::nullopt;
  }
  std::string text;
  char block[1 << 16];
  for (size_t n; (n = std::fread(block, 1, sizeof block, file)) > 0;) text.append(block, n);
  std::fclose(file);
  return text;
}

namespace {

std::string base_name(const std::string& path) {
  size_t slash = path.find_last_of('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

void say_on_stderr(const Run& run) {
  for (const std::string& w : run.warnings) std::fprintf(stderr, "%s\n", w.c_str());
  if (run.exception) std::fputs(run.exception->traceback.c_str(), stderr);
  if (const auto& u = run.unsupported)
    std::fprintf(stderr, "misfit: line %u, column %u: %s is not supported\n", u->line, u->column, u->construct.c_str());
  if (run.end == Run::End::kBudget) std::fprintf(stderr, "misfit: the program was stopped: %s\n", run.end_detail.c_str());
}

}  // namespace

int run(const Command& c) {
  std::optional<std::string> text = read_file(c.files[0]);
  if (!text) return 2;
  RunOptions options;
  options.profile = c.profile;
  options.file_name = base_name(c.files[0]);
  if (!c.json) {
    options.on_stdout = [](std::string_view s) {
      std::fwrite(s.data(), 1, s.size(), stdout);
      std::fflush(stdout);
    };
  }
  std::shared_ptr<const Run> run = run_program(*text, options);
  if (c.json) {
    std::string json = run_json(*run) + "\n";
    std::fwrite(json.data(), 1, json.size(), stdout);
    std::fflush(stdout);
  } else {
    say_on_stderr(*run);
  }
  return run->unsupported ? 2 : run->exception || run->end == Run::End::kBudget ? 1 : 0;
}

}  // namespace misfit::cli
