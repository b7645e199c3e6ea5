class Lock:
    def __init__(self): self._held = False
    def acquire(self, blocking=True, timeout=-1):
        self._held = True
        return True
    def release(self): self._held = False
    def locked(self): return self._held
    def __enter__(self): return self.acquire()
    def __exit__(self, *exc): self.release()
class RLock(Lock): pass
class Semaphore(Lock):
    def __init__(self, value=1): super().__init__()
class Event:
    def __init__(self): self._set = False
    def set(self): self._set = True
    def clear(self): self._set = False
    def is_set(self): return self._set
    def wait(self, timeout=None): return self._set
class Condition(Lock):
    def __init__(self, lock=None): super().__init__()
    def wait(self, timeout=None): return True
    def notify(self, n=1): pass
    def notify_all(self): pass
class Thread:
    _count = 0
    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        Thread._count += 1
        self._target, self._args, self._kwargs, self.daemon = target, args, kwargs or {}, daemon
        self.name = name or f'Thread-{Thread._count}' + (f' ({target.__name__})' if target else '')
    def run(self):
        if self._target: self._target(*self._args, **self._kwargs)
    def start(self): self.run()
    def join(self, timeout=None): pass
    def is_alive(self): return False
class local: pass
def current_thread():
    t = Thread(name='MainThread')
    return t
main_thread = current_thread
def get_ident(): return 1
def active_count(): return 1
class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None): super().__init__(target=function, args=args or (), kwargs=kwargs)
    def cancel(self): pass
