"""Numbers of things in sentences."""


def so_many(number: int, one: str, several: str) -> str:
    """So many of something, with the verb that goes with it where a sentence has one.

    >>> so_many(1, "row is", "rows are"), so_many(1200, "row is", "rows are"), so_many(0, "entry", "entries")
    ('1 row is', '1,200 rows are', '0 entries')
    """
    return f"1 {one}" if number == 1 else f"{number:,} {several}"
