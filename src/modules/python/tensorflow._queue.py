# tf.queue: queues of tensors. What would wait for ever says so.
import random

import tensorflow as tf

class QueueBase:
    def __init__(self, capacity, dtypes, shapes=None, names=None, shared_name=None, name=None):
        self._capacity = capacity
        self._dtypes = [tf.as_dtype(d) for d in (dtypes if isinstance(dtypes, (list, tuple)) else [dtypes])]
        self._shapes = shapes
        self.names = names
        self.name = name
        self._items = []
        self._closed = False

    dtypes = property(lambda self: self._dtypes)

    def _element(self, vals):
        if isinstance(vals, dict):
            vals = [vals[n] for n in self.names]
        elif not isinstance(vals, (list, tuple)) or len(self._dtypes) == 1 and not (len(vals) == 1 and tf.is_tensor(vals[0])):
            vals = [vals]
        return [tf.convert_to_tensor(v, dtype=d) for v, d in zip(vals, self._dtypes)]

    def _given(self, element):
        if self.names:
            return dict(zip(self.names, element))
        return element[0] if len(element) == 1 else element

    def _place(self):
        return 0

    def enqueue(self, vals, name=None):
        if self._closed:
            raise tf.errors.CancelledError(None, None, f"FIFOQueue '_0_{self.name}' is closed.")
        if 0 <= self._capacity <= len(self._items):
            raise NotImplementedError('enqueue waits for ever: the queue is full')
        self._items.append(self._element(vals))

    def enqueue_many(self, vals, name=None):
        columns = self._element(vals)
        for i in range(columns[0].shape[0]):
            self.enqueue([c[i] for c in columns] if len(columns) > 1 else columns[0][i])

    def dequeue(self, name=None):
        if not self._items:
            if self._closed:
                raise tf.errors.OutOfRangeError(None, None, f"FIFOQueue '_0_{self.name}' is closed and has insufficient elements (requested 1, current size 0)")
            raise NotImplementedError('dequeue waits for ever: the queue is empty')
        return self._given(self._items.pop(self._place()))

    def dequeue_many(self, n, name=None):
        rows = []
        for _ in range(n):
            row = self.dequeue()
            rows.append(list(row.values()) if isinstance(row, dict) else row if isinstance(row, list) else [row])
        return self._given([tf.stack([r[i] for r in rows]) for i in range(len(self._dtypes))])

    def dequeue_up_to(self, n, name=None):
        return self.dequeue_many(min(n, len(self._items)))

    def size(self, name=None):
        return tf.constant(len(self._items), tf.int32)

    def is_closed(self, name=None):
        return tf.constant(self._closed)

    def close(self, cancel_pending_enqueues=False, name=None):
        self._closed = True

class FIFOQueue(QueueBase):
    def __init__(self, capacity, dtypes, shapes=None, names=None, shared_name=None, name='fifo_queue'):
        super().__init__(capacity, dtypes, shapes, names, shared_name, name)

class PaddingFIFOQueue(FIFOQueue):
    pass

class PriorityQueue(QueueBase):
    def __init__(self, capacity, types, shapes=None, names=None, shared_name=None, name='priority_queue'):
        super().__init__(capacity, [tf.int64] + list(types if isinstance(types, (list, tuple)) else [types]), shapes, names, shared_name, name)
    def _place(self):
        return min(range(len(self._items)), key=lambda i: int(self._items[i][0]))

class RandomShuffleQueue(QueueBase):
    def __init__(self, capacity, min_after_dequeue, dtypes, shapes=None, names=None, seed=None, shared_name=None, name='random_shuffle_queue'):
        super().__init__(capacity, dtypes, shapes, names, shared_name, name)
        self._random = random.Random(seed)
    def _place(self):
        return self._random.randrange(len(self._items))
