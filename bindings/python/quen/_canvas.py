"""What every picture is drawn with: colours, axes, figures as text, heat maps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.ticker import PercentFormatter

from quen._table import Array

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.image import AxesImage

# Okabe and Ito's blue and vermilion; grey for what one compares with.
BLUE, ORANGE, GREY = "#0072b2", "#d55e00", "#767676"
SMALL = 8.0  # points


def _axes(ax: Axes | None, width: float = 6.0, height: float = 4.0) -> Axes:
    """The caller's, or one on a new figure of so many inches."""
    if ax is not None:
        return ax
    new: Axes = plt.subplots(figsize=(width, height), layout="constrained")[1]
    return new


def _plain(ax: Axes, title: str, x: str, y: str) -> Axes:
    """What all pictures share."""
    ax.set_title(title, loc="left", fontsize=11)
    ax.set_xlabel(x)
    ax.set_ylabel(y)
    ax.spines[["top", "right"]].set_visible(False)
    return ax


def _percent(axis: Any) -> None:
    axis.set_major_formatter(PercentFormatter(1.0, decimals=0, symbol=" %"))


def _share(share: float, digits: int = 1) -> str:
    """Per cent.

    >>> _share(0.2977), _share(0.2, 0)
    ('29.8 %', '20 %')
    """
    return f"{100 * share:.{digits}f} %"


def _figure(value: float) -> str:
    """Three digits that count, thousands apart.

    >>> _figure(13_092_430.5), _figure(380.84), _figure(4.136), _figure(0.00414)
    ('13,100,000', '381', '4.14', '0.00414')
    """
    if not np.isfinite(value):
        return ""
    if abs(value) >= 100:
        return f"{float(f'{value:.2e}'):,.0f}"
    return f"{value:.3g}"


def _write(ax: Axes, image: AxesImage, texts: Array, size: float = SMALL) -> None:
    """A text in each cell, white where the cell is dark."""
    colors: Any = image.to_rgba(np.ma.asarray(image.get_array()))
    for (row, column), text in np.ndenumerate(texts):
        dark = colors[row, column, :3] @ (0.299, 0.587, 0.114) < 0.5
        ink = "white" if dark else "black"
        ax.text(column, row, text, ha="center", va="center", fontsize=size, color=ink)


def _cells(ax: Axes, values: Array, texts: Array, size: float, **colors: Any) -> None:
    """A heat map with texts: no frame, no ticks, a white line between cells."""
    image = ax.imshow(values, aspect="auto", **colors)
    _write(ax, image, texts, size)
    ax.spines[:].set_visible(False)
    ax.set_xticks(np.arange(values.shape[1] - 1) + 0.5, minor=True)
    ax.set_yticks(np.arange(values.shape[0] - 1) + 0.5, minor=True)
    ax.grid(which="minor", color="white", linewidth=1.5)
    ax.tick_params(which="both", length=0)


def _curve(
    ax: Axes, ks: list[int], values: Array, above: Array, color: str, label: str
) -> None:
    """A line with its values beside it, on the side where no other line is."""
    ax.plot(ks, values, "o-", color=color, label=label, markersize=4)
    for k, value, is_above in zip(ks, values, above, strict=True):
        ax.annotate(
            f"{value:.2f}",
            (k, value),
            (0, 11 if is_above else -12),
            ha="center",
            va="center",
            textcoords="offset points",
            fontsize=SMALL,
            color=color,
        )


def _not(name: str, wanted: str, given: object) -> TypeError:
    """Of an argument that is something else."""
    return TypeError(f"{name} must be {wanted}, not {type(given).__name__}")
