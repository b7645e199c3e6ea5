def fnmatchcase(name, pat):
    if not pat: return not name
    c = pat[0]
    if c == '*': return any(fnmatchcase(name[i:], pat[1:]) for i in range(len(name) + 1))
    if not name: return False
    if c == '[' and ']' in pat[2:]:
        end = pat.index(']', 2)
        body = pat[1:end]
        negated = body.startswith('!')
        body = body[negated:]
        found, i = False, 0
        while i < len(body):
            if body[i + 1:i + 2] == '-' and i + 2 < len(body):
                found = found or body[i] <= name[0] <= body[i + 2]
                i += 3
            else:
                found = found or body[i] == name[0]
                i += 1
        return found != negated and fnmatchcase(name[1:], pat[end + 1:])
    return (c == '?' or c == name[0]) and fnmatchcase(name[1:], pat[1:])
fnmatch = fnmatchcase
def filter(names, pat): return [n for n in names if fnmatch(n, pat)]
