def attempt(fn):
    try:
        print(repr(fn()))
    except Exception as e:
        print(type(e).__name__ + ":", e)
d = {"b": 2, "a": 1}
print(d, d | {"c": 3}, {**d, "z": 0}, d.get("q"), d.get("q", 0), d.setdefault("n", []), d.pop("n"), d.keys(), d.values(), d.items())
d.update(c=3, **{"e": 5}); d.update([("f", 6)]); print(d, len(d), list(d), sorted(d), list(reversed(d)), "a" in d, 1 in d.values(), ("a", 1) in d.items())
print(d.popitem(), dict.fromkeys("ab", 0), dict(zip("ab", [1, 2])), dict([("x", 1)]), dict(a=1), {k: v for k, v in d.items() if v > 1}, d.keys() & {"a", "z"}, d.keys() - {"a"}, {"a": 1} == {"a": 1.0}, {1: "a", 1.0: "b", True: "c"})
d |= {"a": 100}; print(d, max(d, key=d.get), sorted(d.items(), key=lambda kv: -kv[1]), dict(sorted(d.items())), sum(d.values()))
s = {3, 1, 2}
print(s | {5}, s & {1, 9}, s - {1}, s ^ {1, 7}, s <= {1, 2, 3, 4}, s.issuperset({1}), s.isdisjoint({9}), {1} < {1}, set(), frozenset([1]), s == {1, 2, 3}, len({1, 1.0, True}))
s.add(4); s.discard(99); s.update([7], (8,)); s.remove(1); print(sorted(s), s.union([1], [2]) == {1, 2, 3, 4, 7, 8}, sorted(s.symmetric_difference({2, 50})), {x % 3 for x in range(9)})
attempt(lambda: {}["x"])
attempt(lambda: {1: 2}[3])
attempt(lambda: {}[(1, 2)])
attempt(lambda: {}[None])
attempt(lambda: {}.pop("x"))
attempt(lambda: {}.popitem())
attempt(lambda: {}.pop())
attempt(lambda: {}.get())
attempt(lambda: {}.append(1))
attempt(lambda: {}.add(1))
attempt(lambda: {}.has_key("a"))
attempt(lambda: {}.iteritems())
attempt(lambda: {"a": 1}.a)
attempt(lambda: {[]: 1})
attempt(lambda: {{}: 1})
attempt(lambda: {{1}: 1})
attempt(lambda: {slice(1): 1})
attempt(lambda: dict(5))
attempt(lambda: dict([1, 2]))
attempt(lambda: dict(["ab", "c"]))
attempt(lambda: dict([(1, 2, 3)]))
attempt(lambda: dict(1, 2))
attempt(lambda: {} + {})
attempt(lambda: {} | [])
attempt(lambda: {} < {})
attempt(lambda: {"a": 1}.update(5))
attempt(lambda: {"a": 1}.update([1]))
attempt(lambda: {"a": 1}.items()[0])
attempt(lambda: {"a": 1}.keys()[0])
attempt(lambda: {"a": 1}.keys().append("b"))
attempt(lambda: {"a": 1}.fromkeys())
attempt(lambda: {"a": 1}.setdefault())
attempt(lambda: {"a": 1}.setdefault([], 1))
attempt(lambda: {**5})
attempt(lambda: {**[1]})
attempt(lambda: len({}.keys(), 1))
attempt(lambda: set(5))
attempt(lambda: set([[1]]))
attempt(lambda: {1}[0])
attempt(lambda: {1}.append(2))
attempt(lambda: {1}.remove(2))
attempt(lambda: set().pop())
attempt(lambda: {1} + {2})
attempt(lambda: {1} | [2])
attempt(lambda: {1}.union(5))
attempt(lambda: {1} < [1])
attempt(lambda: {1}.add([2]))
attempt(lambda: {1}.add())
attempt(lambda: {1}.update(5))
attempt(lambda: frozenset([1]).add(2))
attempt(lambda: [1] in {1})
attempt(lambda: hash({}))
attempt(lambda: sorted({"a": 1, 2: 3}))
def mutate():
    d = {1: 1, 2: 2}
    for k in d:
        d[k + 10] = 1
def mutate_set():
    s = {1}
    for k in s:
        s.add(k + 1)
def delete():
    d = {1: 1, 2: 2}
    for k in d:
        del d[k]
attempt(mutate)
attempt(mutate_set)
attempt(delete)
class Missing(dict):
    def __missing__(self, key):
        return key * 2
m = Missing(a=1)
print(m["a"], m["q"], m.get("q"), m, type(m).__name__)
def unpack(n):
    k, v = {"a": 1, "b": 2, "c": 3}
attempt(lambda: unpack(1))
def loop():
    for k, v in {"ab": 1, "c": 2}:
        print(k, v)
attempt(loop)
def loop2():
    for i, (k, v) in enumerate({"x": 1}.items()):
        print(i, k, v)
    for k, v in {1: 2}:
        pass
attempt(loop2)
attempt(lambda: [v for k, v in {"x": 1}.values()])
del d["a"]
attempt(lambda: d.__delitem__("a"))
print(d)
