"""The writer that uses the Messages API: reads, checks what it read, writes, and mends what the checks find.

Nothing is imported here: the SDK takes seconds to load, and most builds need the options alone.
"""
