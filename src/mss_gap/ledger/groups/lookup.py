"""Finds the group of contributors that a text means: one of the ledger's own, or a usual one. Loaded only when needed."""

from collections.abc import Iterator, Mapping, Sequence

from mss_gap.ledger.contributors import fold
from mss_gap.ledger.groups.contributor_group import ContributorGroup
from mss_gap.ledger.groups.usual_groups import USUAL_GROUPS
from mss_gap.ledger.model import Ledger, Source, title_or_id
from mss_gap.ledger.near import in_letters, nearest


class UnknownGroupError(LookupError):
    """No group has such an id or name, or more than one group of the ledger has: the hint says what to write."""

    def __init__(self, text: str, reason: str, hint: str, near: str | None = None) -> None:
        super().__init__(f"{reason}: {hint}")
        self.text = text
        self.reason = reason
        self.hint = hint
        self.near = near
        """The hint where some groups are near, else None."""


def group(ledger: Ledger, name: str) -> ContributorGroup:
    """The group that an id or a name means, in any case; one of the ledger's own comes before a usual one.

    A usual group also has its usual abbreviation and, if it is a region, its number in the M49 standard. Raises
    `UnknownGroupError`.
    """
    if name in ledger.groups:
        return _own(ledger, name)
    word = fold(name)
    own = [key for key in ledger.groups if word in (fold(key), fold(_name(ledger, key)))]
    if len(own) > 1:
        hint = f"write the id of one of them, {' or '.join(own)}"
        raise UnknownGroupError(name, f'"{name}" means more than one group of this ledger', hint)
    if own:
        return _own(ledger, own[0])
    usual = _usual_words().get(word) if word else None
    if usual is None:
        raise _unknown(ledger, name)
    return _usual(usual)


def groups(ledger: Ledger) -> Sequence[ContributorGroup]:
    """The ledger's own groups in its order."""
    return [_own(ledger, key) for key in ledger.groups]


def usual_groups() -> Sequence[ContributorGroup]:
    """The groups that ship, by their ids."""
    return [_usual(key) for key in USUAL_GROUPS]


def _own(ledger: Ledger, key: str) -> ContributorGroup:
    stated = ledger.groups[key]
    return ContributorGroup(id=key, name=_name(ledger, key), members=stated.members, sources=stated.source)


def _name(ledger: Ledger, key: str) -> str:
    return title_or_id(key, ledger.groups[key].name)


def _usual(key: str) -> ContributorGroup:
    found = USUAL_GROUPS[key]
    title, publisher, url, as_of = found.listing
    return ContributorGroup(
        id=key,
        name=found.name,
        members=tuple(found.members.split()),
        sources=(url,),
        listing=Source(title=title, publisher=publisher, url=url),
        as_of=as_of,
    )


def _usual_words() -> Mapping[str, str]:
    """The ids of the usual groups by each word for them, folded."""
    return {
        fold(word): key for key, found in USUAL_GROUPS.items() for word in (key, found.name, *found.aliases.split())
    }


def _unknown(ledger: Ledger, text: str) -> UnknownGroupError:
    """The error for a text that means no group: it names the nearest groups, else all of them."""
    reason, words = f'there is no group "{text}"', dict(_words(ledger))
    near = dict.fromkeys(words[word] for word in nearest(text, words, most=3))
    if near:
        hint = in_letters(text, f"did you mean {' or '.join(near)}?")
        return UnknownGroupError(text, reason, hint, hint)
    own = f"the ledger has {', '.join(ledger.groups)}; " if ledger.groups else ""
    usual = [key for key in USUAL_GROUPS if key not in ledger.groups]
    return UnknownGroupError(text, reason, in_letters(text, f"{own}the usual groups are {', '.join(usual)}"))


def _words(ledger: Ledger) -> Iterator[tuple[str, str]]:
    """The ids and names of all groups, each with the id that it means."""
    for key, found in USUAL_GROUPS.items():
        yield from ((key, key), (found.name, key))
    for key in ledger.groups:
        yield from ((_name(ledger, key), key), (key, key))
