import tensorflow as tf

def gen():
    for n in (2, 3):
        yield tf.ones((n,))

ds = tf.data.Dataset.from_generator(gen, output_signature=tf.TensorSpec((None,), tf.float32))
for b in ds.padded_batch(2):
    print(b.numpy().tolist())
for b in ds.batch(2):
    print(b)
