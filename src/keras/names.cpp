// How Keras spells names.
#include "keras/names.h"

#include <cctype>

namespace misfit::keras {

// Both Keras: an underscore before a capital that starts a word, then lower case.
// ("(.)([A-Z][a-z]+)" -> "\1_\2", then "([a-z])([A-Z])" -> "\1_\2"; Keras 3 drops other characters first.)
std::string snake_case(std::string_view name, bool keras3) {
  std::string text;
  for (char c : name)
    if (!keras3 || std::isalnum(static_cast<unsigned char>(c)) || c == '_') text += c;
  auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
  std::string words;
  for (size_t i = 0; i < text.size(); ++i) {
    // A capital followed by a small letter starts a word, except at the very beginning.
    if (i > 0 && upper(text[i]) && i + 1 < text.size() && lower(text[i + 1]) && !words.empty()) words += '_';
    words += text[i];
  }
  std::string out;
  for (size_t i = 0; i < words.size(); ++i) {
    if (i > 0 && upper(words[i]) && lower(words[i - 1])) out += '_';
    out += static_cast<char>(std::tolower(static_cast<unsigned char>(words[i])));
  }
  return out;
}

std::vector<std::string> parameter_names(std::string_view signature) {
  std::vector<std::string> names;
  size_t start = 0;
  int depth = 0;
  auto take = [&](std::string_view part) {
    const size_t first = part.find_first_not_of(" *");
    if (first == std::string_view::npos) return;
    part = part.substr(first);
    names.emplace_back(part.substr(0, part.find_first_of("= ")));
  };
  for (size_t i = 0; i < signature.size(); ++i) {
    if (signature[i] == '(' || signature[i] == '[') ++depth;
    if (signature[i] == ')' || signature[i] == ']') --depth;
    if (signature[i] == ',' && depth == 0) {
      take(signature.substr(start, i - start));
      start = i + 1;
    }
  }
  take(signature.substr(start));
  return names;
}

}  // namespace misfit::keras
