"""How sure it is along a bar that its term runs: it fades in and out where nobody knows yet when that is."""

from collections.abc import Sequence

Shade = tuple[float, float]
"""A place in hundredths of the bar, and how sure it is there that the term runs, from 0 to 1."""


def shades(first: float, sure: float, unsure: float, last: float) -> Sequence[Shade]:
    """The bends of that line. It begins between `first` and `sure` and ends between `unsure` and `last`.

    Where it may end before it has surely begun it is nowhere whole: it rises to where both are as likely, and falls.
    An edge that is known is whole from its first place on.
    """
    width = last - first
    if width <= 0:
        return ((0.0, 1.0), (100.0, 1.0))
    if sure <= unsure:
        bends = [(first, float(sure <= first)), (sure, 1.0), (unsure, 1.0), (last, float(unsure >= last))]
    else:
        rising, falling = sure - first, last - unsure
        top = (first * falling + last * rising) / (falling + rising)
        bends = [(first, 0.0), (top, (top - first) / rising), (last, 0.0)]
    return tuple((round(100 * (at - first) / width, 2), round(share, 3)) for at, share in bends)
