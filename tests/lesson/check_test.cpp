// Lessons are read and held against their programs.
#include <algorithm>

#include <doctest/doctest.h>

#include "lesson/check.h"
#include "lesson/claims.h"
#include "lesson/fixes.h"

using namespace misfit;

namespace {

const std::string kWords =
    "---\ntitle: A division\norder: 1\nfault: ZeroDivisionError\n---\nTwo numbers.\n\n"
    "## Predict\nWhat is 1 / 0?\n\n- [ ] 0\n- [x] An error\n\nNothing times 0 is 1.\n\n"
    "## Break\nIt dies at line 2.\n\n"
    "## Read\n- Keras 3: `ZeroDivisionError`, line 2: `division by zero`\n\nIt is not an `ValueError`.\n\n"
    "## Fix\nDivide by 2.\n\n"
    "## Prove\n- `fix-1.py`: prints 0.50\n\n"
    "## Challenge\nAgain.\n";

std::map<std::string, std::string> files() {
  return {{"lesson.md", kWords},
          {"broken.py", "a = 0\nprint(1 / a)\n"},
          {"fix-1.py", "a = 2\nprint('%.2f' % (1 / a))\n"},
          {"wrong-fix-1.py", "a = 0\nprint(0)\n"},
          {"challenge.py", "print(1 // 0)\n"},
          {"challenge-fix.py", "print(1 // 1)\n"}};
}

bool says(const std::vector<Complaint>& found, const std::string& words) {
  return std::any_of(found.begin(), found.end(), [&](const Complaint& c) { return c.what.find(words) != std::string::npos; });
}

}  // namespace

TEST_CASE("a good lesson has no complaints") {
  for (const Complaint& c : check_lesson("a-division", files())) FAIL_CHECK(c.file << ":" << c.line << ": " << c.what);
}

TEST_CASE("each broken promise is told with its line") {
  auto broken = files();
  broken["lesson.md"].replace(broken["lesson.md"].find("0.50"), 4, "0.75");
  auto found = check_lesson("a-division", broken);
  REQUIRE(found.size() == 2);                        // one a profile
  CHECK(found[0].what.find("does not print 0.75") != std::string::npos);
  CHECK(found[0].line == 28);

  broken = files();
  broken["lesson.md"].replace(broken["lesson.md"].find("dies at line 2"), 14, "dies at line 1");
  CHECK(says(check_lesson("a-division", broken), "line 1 neither raises nor is to blame"));

  broken = files();
  broken["fix-1.py"] = "print(1 / 0)\n";
  CHECK(says(check_lesson("a-division", broken), "a fix that raises ZeroDivisionError"));

  broken = files();
  broken.erase("challenge.py");
  CHECK(says(check_lesson("a-division", broken), "missing"));

  broken = files();
  broken["notes.py"] = "pass\n";
  CHECK(says(check_lesson("a-division", broken), "no role"));
}

TEST_CASE("claims: a number behind `in Keras 2` is of that profile") {
  auto claims = claims_of("## Prove\n- `fix-1.py`: loss 0.64 in Keras 2 and 0.70 in Keras 3\n");
  REQUIRE(claims.size() == 3);
  CHECK(claims[0].kind == Claim::kProgram);
  CHECK(claims[1].value == "0.64");
  CHECK(claims[1].keras == 2);
  CHECK(claims[2].value == "0.70");
  CHECK(claims[2].keras == 3);
  CHECK(claims[2].program == "fix-1.py");
}

TEST_CASE("a fix belongs to the broken program that it is most like") {
  Lesson l;
  l.files = {{"broken.py", "a = 0\nb = 1\nprint(b / a)\n"},     {"broken-2.py", "c = 'x'\nprint(c + 1)\n"},
             {"fix-1.py", "a = 2\nb = 1\nprint(b / a)\n"},      {"fix-2.py", "c = 'x'\nprint(c * 2)\n"},
             {"wrong-fix-1.py", "a = 0\nb = 1\nprint(b + a)\n"}, {"challenge.py", "print(1 // 0)\n"},
             {"challenge-fix.py", "print(1 // 1)\n"}};
  auto titles = [&](const char* file) {
    std::string all;
    for (const Candidate& c : fixes_for({l}, *l.file(file))) all += (c.ruins ? "wrong " : "") + c.title + ";";
    return all;
  };
  CHECK(titles("broken.py") == "`a = 2`;wrong `print(b + a)`;");
  CHECK(titles("broken-2.py") == "`print(c * 2)`;");
  CHECK(titles("challenge.py") == "`print(1 // 1)`;");
  CHECK(titles("fix-1.py").empty());
}
