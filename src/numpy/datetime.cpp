#include "numpy/datetime.h"

#include <cstdio>
#include <cstring>

namespace misfit::np {
namespace {

enum Unit : int64_t { kGeneric, kYear, kMonth, kWeek, kDay, kHour, kMinute, kSecond, kMilli, kMicro, kNano };

int64_t days_from_civil(int64_t y, int64_t m, int64_t d) {
  y -= m <= 2;
  const int64_t era = (y >= 0 ? y : y - 399) / 400, yoe = y - era * 400, doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1, doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return era * 146097 + doe - 719468;
}
void civil_from_days(int64_t z, int64_t* y, int64_t* m, int64_t* d) {
  z += 719468;
  const int64_t era = (z >= 0 ? z : z - 146096) / 146097, doe = z - era * 146097, yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365, doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
  *d = doy - (153 * mp + 2) / 5 + 1;
  *m = mp + (mp < 10 ? 3 : -9);
  *y = yoe + era * 400 + (*m <= 2);
}
int64_t floor_div(int64_t a, int64_t b) { return a / b - ((a % b != 0) && ((a < 0) != (b < 0))); }
int64_t per_day(int64_t unit) {
  constexpr int64_t kPer[] = {1, 1, 1, 1, 1, 24, 1440, 86400, 86400000, 86400000000, 86400000000000};
  return kPer[unit];
}

struct Parsed { int64_t days, second, unit; };
std::optional<Parsed> parse(std::string_view s) {
  int y = 0, m = 1, d = 1, h = 0, mi = 0, sec = 0, n = 0;
  const std::string t(s);
  int64_t unit = kYear;
  if (std::sscanf(t.c_str(), "%d-%d-%d%*[T ]%d:%d:%d%n", &y, &m, &d, &h, &mi, &sec, &n) == 6) unit = kSecond;
  else if (std::sscanf(t.c_str(), "%d-%d-%d%*[T ]%d:%d", &y, &m, &d, &h, &mi) == 5) unit = kMinute;
  else if (std::sscanf(t.c_str(), "%d-%d-%d%*[T ]%d", &y, &m, &d, &h) == 4) unit = kHour;
  else if (std::sscanf(t.c_str(), "%d-%d-%d", &y, &m, &d) == 3) unit = kDay;
  else if (std::sscanf(t.c_str(), "%d-%d", &y, &m) == 2) unit = kMonth;
  else if (std::sscanf(t.c_str(), "%d", &y) != 1) return std::nullopt;
  if (m < 1 || m > 12 || d < 1 || d > 31) return std::nullopt;
  return Parsed{days_from_civil(y, m, d), h * 3600 + mi * 60 + sec, unit};
}
int64_t in_unit(const Parsed& p, int64_t unit) {
  int64_t y, m, d;
  civil_from_days(p.days, &y, &m, &d);
  if (unit == kYear) return y - 1970;
  if (unit == kMonth) return (y - 1970) * 12 + m - 1;
  if (unit == kWeek) return floor_div(p.days, 7);
  if (unit == kDay) return p.days;
  return p.days * per_day(unit) + (unit >= kSecond ? p.second * (per_day(unit) / 86400) : p.second / (86400 / per_day(unit)));
}

}  // namespace

int64_t convert_unit(int64_t v, int64_t from, int64_t to, bool date) {
  if (from == to || from == kGeneric || to == kGeneric || v == INT64_MIN) return v;
  if (!date) {
    if (from == kYear && to == kMonth) return v * 12;
    const int64_t a = from == kWeek ? v * 7 : v, ua = from == kWeek ? int64_t{kDay} : from;
    if (to == kWeek) return floor_div(a, per_day(ua) * 7);
    return per_day(to) >= per_day(ua) ? a * (per_day(to) / per_day(ua)) : a / (per_day(ua) / per_day(to));
  }
  int64_t days, y, m, d;
  if (from == kYear) days = days_from_civil(v + 1970, 1, 1);
  else if (from == kMonth) days = days_from_civil(1970 + floor_div(v, 12), v - floor_div(v, 12) * 12 + 1, 1);
  else if (from == kWeek) days = v * 7;
  else if (to > kDay && from > kDay) return per_day(to) >= per_day(from) ? v * (per_day(to) / per_day(from)) : floor_div(v, per_day(from) / per_day(to));
  else days = floor_div(v, per_day(from));
  civil_from_days(days, &y, &m, &d);
  if (to == kYear) return y - 1970;
  if (to == kMonth) return (y - 1970) * 12 + m - 1;
  if (to == kWeek) return floor_div(days, 7);
  return days * per_day(to);
}

int64_t discover_unit(Interp& in, const Value& v, const Dt& d) {
  if (const auto s = in.as_str(v)) { const auto p = parse(*s); return p && d.flavor == Flavor::kDatetime ? p->unit : int64_t{kGeneric}; }
  if (const auto* s = py::cast<Scalar>(v)) return s->text_width;
  int64_t unit = kGeneric;
  if (in.is_sequence(v)) for (const Value& item : in.items(v)) unit = std::max(unit, discover_unit(in, item, d));
  return unit;
}

std::optional<int64_t> date_of(Interp& in, const Value& v, const Dt& to) {
  if (auto* s = py::cast<Scalar>(v)) return convert_unit(s->value.int_at(0), s->text_width, to.width, to.flavor == Flavor::kDatetime);
  if (v.is_int()) return v.integer();
  if (v.is_none()) return INT64_MIN;
  if (const auto s = in.as_str(v)) {
    if (*s == "NaT") return INT64_MIN;
    if (to.flavor == Flavor::kDatetime) {
      const auto p = parse(*s);
      if (p) return in_unit(*p, to.width ? to.width : p->unit);
      in.raise("ValueError", "Error parsing datetime string \"" + std::string(*s) + "\" at position 0");
      return std::nullopt;
    }
  }
  in.raise("ValueError", "Could not convert object to NumPy datetime");
  return std::nullopt;
}

std::string date_text(int64_t v, const Dt& d) {
  if (v == INT64_MIN) return "NaT";
  if (d.flavor == Flavor::kTimedelta) {
    constexpr const char* kNames[] = {"generic time units", "years", "months", "weeks", "days", "hours", "minutes", "seconds", "milliseconds", "microseconds", "nanoseconds"};
    return std::to_string(v) + " " + kNames[d.width];
  }
  const int64_t unit = d.width ? d.width : int64_t{kDay};
  const int64_t days = unit > kDay ? floor_div(v, per_day(unit)) : convert_unit(v, unit, kDay, true);
  int64_t y, m, day;
  civil_from_days(days, &y, &m, &day);
  char text[64];
  if (unit == kYear) std::snprintf(text, sizeof text, "%04lld", static_cast<long long>(y));
  else if (unit == kMonth) std::snprintf(text, sizeof text, "%04lld-%02lld", static_cast<long long>(y), static_cast<long long>(m));
  else std::snprintf(text, sizeof text, "%04lld-%02lld-%02lld", static_cast<long long>(y), static_cast<long long>(m), static_cast<long long>(day));
  std::string out = text;
  if (unit > kDay) {
    const int64_t rest = v - days * per_day(unit), seconds = unit >= kSecond ? rest / (per_day(unit) / 86400) : rest * (86400 / per_day(unit));
    std::snprintf(text, sizeof text, "T%02lld", static_cast<long long>(seconds / 3600));
    out += text;
    if (unit >= kMinute) { std::snprintf(text, sizeof text, ":%02lld", static_cast<long long>(seconds / 60 % 60)); out += text; }
    if (unit >= kSecond) { std::snprintf(text, sizeof text, ":%02lld", static_cast<long long>(seconds % 60)); out += text; }
    if (unit > kSecond) {
      const int64_t per = per_day(unit) / 86400;
      std::string fraction = std::to_string(rest % per);
      fraction.insert(0, std::to_string(per).size() - 1 - fraction.size(), '0');
      out += "." + fraction;
    }
  }
  return out;
}

}  // namespace misfit::np
