import sys as _sys
SUPPRESS = '==SUPPRESS=='
class ArgumentError(Exception): pass
class ArgumentTypeError(Exception): pass
class Namespace:
    def __init__(self, **kwargs):
        self.__dict__.update(kwargs)
    def __repr__(self):
        return f"Namespace({', '.join(f'{k}={v!r}' for k, v in self.__dict__.items())})"
    def __eq__(self, other):
        return isinstance(other, Namespace) and vars(self) == vars(other)
    def __contains__(self, key):
        return key in self.__dict__
class HelpFormatter:
    def __init__(self, *args, **kwargs): pass
class ArgumentDefaultsHelpFormatter(HelpFormatter): pass
class RawTextHelpFormatter(HelpFormatter): pass
class RawDescriptionHelpFormatter(HelpFormatter): pass
class Action: pass
class _Argument:
    def __init__(self, flags, options):
        self.option_strings = [f for f in flags if f.startswith('-')]
        self.action = options.get('action', 'store')
        self.nargs, self.type, self.choices = options.get('nargs'), options.get('type'), options.get('choices')
        self.required, self.const, self.help, self.metavar = options.get('required', False), options.get('const'), options.get('help'), options.get('metavar')
        dest = options.get('dest')
        if dest is None:
            long = [f for f in flags if f.startswith('--')]
            dest = (long or list(flags))[0].lstrip('-').replace('-', '_') if self.option_strings else flags[0]
        self.dest = dest
        self.default = options.get('default', {'store_true': False, 'store_false': True}.get(self.action))
    def name(self):
        return '/'.join(self.option_strings) or self.metavar or self.dest
class ArgumentParser:
    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=(), formatter_class=HelpFormatter, add_help=True, **kwargs):
        self.prog = prog or 'program.py'
        self.usage, self.description, self.epilog = usage, description, epilog
        self._arguments, self._defaults = [], {}
        for p in parents:
            self._arguments.extend(p._arguments)
    def add_argument(self, *flags, **options):
        a = _Argument(flags, options)
        self._arguments.append(a)
        return a
    def add_argument_group(self, *args, **kwargs):
        return self
    def add_mutually_exclusive_group(self, **kwargs):
        return self
    def set_defaults(self, **kwargs):
        self._defaults.update(kwargs)
    def error(self, message):
        _sys.stderr.write(f'usage: {self.prog} [-h]\n{self.prog}: error: {message}\n')
        _sys.exit(2)
    def exit(self, status=0, message=None):
        _sys.exit(status)
    def format_usage(self):
        return f'usage: {self.prog} [-h]\n'
    format_help = format_usage
    def print_help(self, file=None):
        print(self.format_help(), end='')
    print_usage = print_help
    def _convert(self, a, text):
        value = text
        if a.type is not None:
            try:
                value = a.type(text)
            except (TypeError, ValueError):
                self.error(f"argument {a.name()}: invalid {getattr(a.type, '__name__', repr(a.type))} value: {text!r}")
        if a.choices is not None and value not in a.choices:
            self.error(f"argument {a.name()}: invalid choice: {value!r} (choose from {', '.join(map(repr, a.choices))})")
        return value
    def parse_known_args(self, args=None, namespace=None):
        args = list(_sys.argv[1:] if args is None else args)
        space = namespace or Namespace()
        for a in self._arguments:
            if a.default is not SUPPRESS and not hasattr(space, a.dest):
                d = a.default
                setattr(space, a.dest, self._convert(a, d) if isinstance(d, str) and a.type else d)
        for k, v in self._defaults.items():
            setattr(space, k, v)
        options = {f: a for a in self._arguments for f in a.option_strings}
        waiting = [a for a in self._arguments if not a.option_strings]
        seen, extra, i = set(), [], 0
        def is_option(s):
            return s.startswith('-') and len(s) > 1 and not s[1:].replace('.', '', 1).isdigit()
        while i < len(args):
            s = args[i]
            i += 1
            if is_option(s):
                key, eq, given = s.partition('=')
                matches = [f for f in options if f.startswith(key)] if key.startswith('--') and key not in options else []
                a = options.get(key) or (options[matches[0]] if len(matches) == 1 else None)
                if a is None:
                    extra.append(s)
                    continue
                seen.add(a.dest)
                if a.action == 'store_true': setattr(space, a.dest, True)
                elif a.action == 'store_false': setattr(space, a.dest, False)
                elif a.action == 'store_const': setattr(space, a.dest, a.const)
                elif a.action == 'count': setattr(space, a.dest, (getattr(space, a.dest) or 0) + 1)
                else:
                    values = [given] if eq else []
                    many = a.nargs in ('*', '+') or isinstance(a.nargs, int)
                    limit = a.nargs if isinstance(a.nargs, int) else None if many else 1
                    while not eq and i < len(args) and not is_option(args[i]) and (limit is None or len(values) < limit):
                        values.append(args[i])
                        i += 1
                    if not values and a.nargs == '?':
                        setattr(space, a.dest, a.const)
                        continue
                    if not values and a.nargs != '*':
                        self.error(f'argument {a.name()}: expected {"at least one argument" if a.nargs == "+" else "one argument"}')
                    converted = [self._convert(a, v) for v in values]
                    result = converted if many else converted[0]
                    if a.action == 'append':
                        result = (getattr(space, a.dest) or []) + [result]
                    setattr(space, a.dest, result)
            elif waiting:
                a = waiting.pop(0)
                values = [s]
                if a.nargs in ('*', '+') or isinstance(a.nargs, int):
                    while i < len(args) and not is_option(args[i]) and not (isinstance(a.nargs, int) and len(values) >= a.nargs):
                        values.append(args[i])
                        i += 1
                    setattr(space, a.dest, [self._convert(a, v) for v in values])
                else:
                    setattr(space, a.dest, self._convert(a, s))
            else:
                extra.append(s)
        missing = [a.name() for a in waiting if a.nargs not in ('?', '*')] + [a.name() for a in self._arguments if a.required and a.dest not in seen]
        if missing:
            self.error(f"the following arguments are required: {', '.join(missing)}")
        for a in waiting:
            if a.nargs == '*' and a.default is None:
                setattr(space, a.dest, [])
        return space, extra
    def parse_args(self, args=None, namespace=None):
        space, extra = self.parse_known_args(args, namespace)
        if extra:
            self.error(f"unrecognized arguments: {' '.join(extra)}")
        return space
