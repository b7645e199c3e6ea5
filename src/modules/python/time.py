from _time import *
from collections import namedtuple as _namedtuple
timezone, altzone, daylight, tzname = 0, 0, 0, ('UTC', 'UTC')
struct_time = _namedtuple('struct_time', 'tm_year tm_mon tm_mday tm_hour tm_min tm_sec tm_wday tm_yday tm_isdst', module='time')
def gmtime(secs=None):
    import datetime
    d = datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=int(time() if secs is None else secs))
    return d.timetuple()
localtime = gmtime
def mktime(t):
    import datetime
    return (datetime.datetime(*t[:6]) - datetime.datetime(1970, 1, 1)).total_seconds()
def strftime(format, t=None):
    import datetime
    return datetime.datetime(*(t or localtime())[:6]).strftime(format)
def asctime(t=None):
    return strftime('%a %b %e %H:%M:%S %Y', t)
def ctime(secs=None):
    return asctime(localtime(secs))
