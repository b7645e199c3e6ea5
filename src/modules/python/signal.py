SIGINT, SIGTERM = 2, 15
def signal(signalnum, handler):
    return None
