// A face takes its texture; a strip fades over the last point of its width and may be dashed.
uniform sampler2D image;
in vec2 v_texture;
in vec4 v_colour;
in vec2 v_strip;
out vec4 result;

void main() {
  if (v_strip.x > 0.0) {
    float alpha = clamp(v_strip.x + 0.5 - abs(v_texture.y), 0.0, 1.0);
    if (v_strip.y > 0.0) alpha *= step(fract(v_texture.x / (v_strip.y * 1.8)), 0.56);
    if (alpha < 0.02) discard;
    result = vec4(v_colour.rgb, v_colour.a * alpha);
  } else {
    result = v_colour * texture(image, v_texture);
  }
}
