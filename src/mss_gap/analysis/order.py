"""What rows can be sorted by."""

from enum import StrEnum


class Order(StrEnum):
    """What rows are sorted by: figures from high to low, unknown ones last; names from A to Z."""

    PLEDGED = "pledged"
    ACTUAL = "actual"
    GAP = "gap"
    DELIVERED = "delivered"
    NAME = "name"
