def system(): return 'Linux'
def machine(): return 'x86_64'
def processor(): return ''
def node(): return 'localhost'
def release(): return '6.1.0'
def version(): return '#1 SMP'
def platform(aliased=0, terse=0): return 'Linux-6.1.0-x86_64-with-glibc2.36'
def python_version(): return '3.11.7'
def python_version_tuple(): return ('3', '11', '7')
def python_implementation(): return 'CPython'
def python_compiler(): return 'GCC 12.2.0'
def architecture(executable='', bits='', linkage=''): return ('64bit', 'ELF')
