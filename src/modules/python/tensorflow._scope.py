# The scope that TensorFlow's own functions open for their nodes: nothing eagerly, where it has no name either.
import tensorflow as tf

class name_scope:
    def __init__(self, name, default):
        self.scope = None if tf.executing_eagerly() else tf.name_scope(name or default)
    def __enter__(self):
        return self.scope.__enter__() if self.scope else None
    def __exit__(self, *error):
        if self.scope:
            self.scope.__exit__(*error)
