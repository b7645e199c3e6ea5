// The hands that put a scene together, shared by the files that do it.
#pragma once
#include <map>

#include "study/flow.h"
#include "study/solids.h"

namespace misfit {

struct SceneBuilder {
  const Study& study;
  Flow flow;
  Scene scene;
  float x = 0;                    // where the next thing begins
  float lane_y = 0;               // the height of the lane that is being built
  bool ahead = false;             // past the place where it stopped

  void build();

  // Parts
  void data(const FlowTensor&, int lit_axis, uint64_t index, bool alone);
  void layer(const FlowLayer&, bool big);
  void loss();
  void operation();
  void notes();                   // what is silently wrong, where it is (scene_notes.cpp)

  // Small things
  void use(Vec3 at, Vec3 half);
  Label& label(Vec3 at, std::string text, Label::Style, Tone, float dy, float align_y = 0);
  void below(float x, std::string name, std::string detail, Tone, float bottom, bool number = false /* stands right under it */);
  int image(const FlowTensor&);
  int link_of(int64_t length, int otherwise) const;
  int axis_said(const Shape&, bool expected) const;
  void edge_labels(std::vector<Edge>&, const Span&, const Shape&, int lit_axis, int link, Target::Kind, int thing);
  void arrow(Vec3 from, Vec3 to, Tone, bool dashed, bool head = true);
  void route(Vec3 from, int from_column, Vec3 to, int to_column, Tone, bool dashed);   // columns: how deep
  void say_gap(const FlowLayer&, const Gap&, Vec3 at, Vec3 room);
  void note(Vec3 at, float above, std::string words);
  void outcome(const FlowTensor& out, Vec3 at, Vec3 half);

  struct Port { Vec3 in, out; };  // where arrows end and begin
  std::vector<Port> ports;        // of the flow's layers
  std::vector<Vec3> sources;      // of its inputs
  std::map<float, float> words_end;   // lane -> where the words below its last thing end
};

std::string row_text(const Shape&);        // 28 × 28 × 1
uint64_t scene_key(uint64_t kind, uint64_t index);

}  // namespace misfit
