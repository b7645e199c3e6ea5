// The stage as a list of things to draw: tensors are solids, operations are sockets. A pure function of the study.
#pragma once
#include <array>
#include <string>
#include <vector>

#include "core/tensor.h"
#include "study/axes.h"

namespace misfit {

struct Study;
struct Vec3 { float x = 0, y = 0, z = 0; bool operator==(const Vec3&) const = default; };
inline Vec3 operator+(Vec3 a, Vec3 b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
inline Vec3 operator-(Vec3 a, Vec3 b) { return {a.x - b.x, a.y - b.y, a.z - b.z}; }
inline Vec3 operator*(Vec3 a, float s) { return {a.x * s, a.y * s, a.z * s}; }

enum class Tone : uint8_t { kInk, kMuted, kHairline, kMisfit, kFits, kPaper, kCard, kAxis /* the axis's own colour */ };
enum class Finish : uint8_t {
  kSolid,     // filled, lit, outlined
  kGhost,     // not reached yet: outline in hairline colour
  kMissing,   // the gap: dashed outline
  kExcess,    // what does not go in
  kFrame,     // a socket's own material
};

// What a mouse or a finger can find: which thing, and which of its axes.
struct Target {
  enum Kind : uint8_t { kNone, kSolid, kAxis, kSocket } kind = kNone;
  int thing = -1;                 // index into solids or sockets
  int axis = -1;                  // axis of the tensor
  bool operator==(const Target&) const = default;
};

// The edge of a solid: an axis with its length, drawn in the axis's colour.
struct Edge {
  Axis axis = Axis::kOther;
  int tensor_axis = 0;
  int64_t length = 0;             // -1: not known yet
  Vec3 from, to;
  int literal = -1;               // index into literals(text): dragging the edge edits it
  bool lit = false;               // one of the two numbers that disagree
  bool label = true;
};

struct Block {                    // an axis-aligned box; center and half extents
  Vec3 at, half;
  Finish finish = Finish::kSolid;
  Tone tone = Tone::kInk;
  Axis axis = Axis::kOther;       // whose colour the sides carry
  int cuts_y = 0, cuts_x = 0, cuts_z = 0;  // grooves: how many cells or planes are told apart
  int image = -1;                 // index into Scene::images: on the front face
  float alpha = 1;
};

struct Solid {
  uint64_t key = 0;               // the same tensor in the next scene
  std::vector<Block> blocks;
  std::vector<Edge> edges;
  uint32_t step = 0;              // StepId to look inside, 0: none
  int layer = -1;
  Vec3 at, half;                  // bounds
  bool ghost = false;
};

struct Socket {
  uint64_t key = 0;
  Vec3 at, half;                  // the holder
  bool ghost = false, failed = false, passed = false;
  bool empty = false;             // it is there, and nothing has come yet
  std::vector<Block> blocks;      // gaps and overhangs
  std::vector<Edge> edges;        // what it asks for
  int layer = -1;
  uint32_t step = 0;
  float depth = 0, floor = 0;     // how far it reaches towards the viewer; the height on which things stand in it
};

struct Arrow { Vec3 from, to; Tone tone = Tone::kInk; bool dashed = false, head = true; uint64_t key = 0; };
struct Mark { Vec3 at; enum Kind : uint8_t { kCross, kTick, kWarning } kind = kCross; };   // ✕, ✓ or ! in a disc

struct Label {
  Vec3 at;
  std::string text;
  enum Style : uint8_t { kName, kDetail, kNumber, kChip, kNote } style = kDetail;
  float align_x = 0.5f, align_y = 0;                     // which point of the text lies at `at`
  float dx = 0, dy = 0;                                  // offset in points
  Tone tone = Tone::kInk;
  Axis axis = Axis::kOther;
  Target target;
  bool leader = false;                                   // a line from `at` to the text
  int link = 0;                                          // 1 expected, 2 found: lights up with its counterparts
  int literal = -1;                                      // a chip that can be dragged
};

struct Image { Tensor tensor; int64_t sample = 0; int64_t channel = -1; bool column = false; uint64_t key = 0; bool plane = false; /* one channel, though there are three */ };

struct Scene {
  std::vector<Solid> solids;
  std::vector<Socket> sockets;
  std::vector<Arrow> arrows;
  std::vector<Mark> marks;
  std::vector<Label> labels;
  std::vector<Image> images;
  Vec3 low, high;                                        // everything lies between
  float focus_x = 0, focus_right = 0;                    // where to look if it does not all fit; 0: from the beginning
  std::string sentence;                                  // the picture in words
};

Scene layout(const Study&);

// A length as an extent in the picture: grows with the length, slowly.
float extent_of(Axis, int64_t length);
int64_t length_of(Axis, float extent);

}  // namespace misfit
