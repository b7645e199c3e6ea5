import tensorflow as tf

s = tf.constant(["Hello World", "", "caf\u00e9 au lait"])
print(tf.strings.length(s), tf.strings.length(s, unit="UTF8_CHAR"), tf.strings.lower(s), tf.strings.upper(s))
print(tf.strings.split(s), tf.strings.split("a,b,,c", ","), tf.strings.split(s, maxsplit=1))
print(tf.strings.substr(s, 0, 3), tf.strings.join(["a", tf.constant(["b", "c"])], separator="-"), tf.strings.reduce_join([["a", "b"], ["c", "d"]], axis=1, separator=":"))
print(tf.strings.regex_replace(s, "[aeiou]", "*"), tf.strings.regex_full_match(s, ".*World"), tf.strings.regex_replace("ab12", r"([a-z]+)([0-9]+)", r"\2\1"))
print(tf.strings.to_number(["1.5", "-3"]), tf.strings.to_number("7", tf.int32), tf.strings.as_string([1.5, 2.25], precision=1), tf.strings.as_string([True, False]))
print(tf.strings.to_hash_bucket_fast(["a", "b"], 10), tf.strings.to_hash_bucket(["a", "b"], 10), tf.strings.strip("  x "))
print(tf.strings.unicode_split("caf\u00e9", "UTF-8"), tf.strings.unicode_decode(["ab", "c"], "UTF-8"), tf.strings.bytes_split(["ab", "c"]))
print(tf.strings.ngrams(["a", "b", "c"], 2), tf.strings.unicode_encode([[104, 105]], "UTF-8"), tf.io.encode_base64("hi"), tf.io.decode_raw(["ab"], tf.uint8))

@tf.function
def count(x):
    words = tf.strings.split(tf.strings.lower(x))
    return tf.size(words), tf.strings.reduce_join(words, separator="_")

print(count(tf.constant("One Two THREE")))
