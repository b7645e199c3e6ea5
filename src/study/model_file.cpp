// The description is JSON; a .keras file is a zip archive that holds it as config.json. The program itself is written by
// python/model_program.py, run by our own engine: what it says of layers is what they say of themselves.
#include "study/model_file.h"

#include "engine/engine.h"
#include "generated/embedded.h"

namespace misfit {
namespace {

// A number of `bytes` bytes, little end first; 0 behind the end.
size_t number_at(std::string_view zip, size_t at, size_t bytes) {
  size_t n = 0;
  for (size_t i = 0; i < bytes && at + bytes <= zip.size(); ++i) n |= static_cast<size_t>(static_cast<unsigned char>(zip[at + i])) << (8 * i);
  return n;
}

// A stored file of a zip archive (Keras compresses nothing), found through the archive's directory.
std::string_view stored_file(std::string_view zip, std::string_view wanted) {
  constexpr std::string_view kEnd("PK\5\6", 4), kEntry("PK\1\2", 4);
  const size_t end = zip.rfind(kEnd);
  if (end == std::string_view::npos) return {};
  size_t at = number_at(zip, end + 16, 4);
  while (zip.substr(std::min(at, zip.size()), 4) == kEntry) {
    const size_t method = number_at(zip, at + 10, 2), size = number_at(zip, at + 20, 4), name = number_at(zip, at + 28, 2), local = number_at(zip, at + 42, 4);
    if (zip.substr(at + 46, name) == wanted) {
      const size_t begin = local + 30 + number_at(zip, local + 26, 2) + number_at(zip, local + 28, 2);
      return method == 0 && begin <= zip.size() && size <= zip.size() - begin ? zip.substr(begin, size) : std::string_view();
    }
    at += 46 + name + number_at(zip, at + 30, 2) + number_at(zip, at + 32, 2);
  }
  return {};
}

std::string python_literal(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\n') { out += "\\n"; continue; }
    if (c == '\r') continue;
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

}  // namespace

std::optional<ModelProgram> program_of_model(std::string_view bytes, Profile profile) {
  std::string_view json = bytes;
  if (bytes.starts_with(std::string_view("PK\3\4", 4))) {
    json = stored_file(bytes, "config.json");
    if (json.empty()) return ModelProgram{"", "This archive has no config.json that could be read: it is not what model.save('model.keras') writes."};
  } else {
    const size_t first = bytes.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos || bytes[first] != '{' || bytes.find("\"class_name\"") == std::string_view::npos) return std::nullopt;
  }
  RunOptions options;
  options.profile = profile;
  options.file_name = "model_program.py";
  const std::string_view script = embedded_file("src/study/python/model_program.py");
  const std::shared_ptr<const Run> run = run_program("MODEL = " + python_literal(json) + "\n" + std::string(script), options);
  if (run->end == Run::End::kFinished) return ModelProgram{run->stdout_text, ""};
  std::string why = run->exception ? run->exception->message : run->end_detail;
  return ModelProgram{"", "This model cannot be opened: " + why};
}

}  // namespace misfit
