"""The server's figures as Prometheus reads them: how many, how often, how long, and no name of a person or a map."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Final

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.registry import Collector

from cjm_widgets import __version__
from cjm_widgets.serve.guard import Friendly
from cjm_widgets.store.address import Database
from cjm_widgets.store.tally import LIMITS, LOST, SAVED, UNSAVED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prometheus_client import Metric

    from cjm_widgets.serve.guard import Pages
    from cjm_widgets.serve.kernels import PageKernels
    from cjm_widgets.store.tally import Tally

_BOUNDS: Final = (*map(str, LIMITS), "+Inf")


class Figures(Collector):
    """The figures of one server, as they are when somebody asks.

    Args:
        pages: of the server.
        kernels: the processes of its pages.
    """

    def __init__(self, pages: Pages, kernels: PageKernels) -> None:
        self._pages, self._kernels = pages, kernels

    def text(self) -> bytes:
        """All of them."""
        return generate_latest(self._registry())

    def collect(self) -> Iterator[Metric]:
        """One after the other."""
        kept = "postgresql" if isinstance(self._pages.place, Database) else "files"
        about = GaugeMetricFamily("cjm_info", "Always 1; what runs here.", labels=("version", "store"))
        about.add_metric((__version__, kept), 1)
        yield about
        yield GaugeMetricFamily("cjm_pages_open", "Pages that a browser is joined to.", self._kernels.watched())
        yield GaugeMetricFamily("cjm_page_processes", "Processes of pages.", len(self._kernels.list_kernel_ids()))
        yield GaugeMetricFamily("cjm_people_here", "People with a page open.", self._pages.places.people())
        yield GaugeMetricFamily("cjm_places", "Pages that participants may have open.", self._pages.places.most)
        refused = CounterMetricFamily("cjm_refusals", "Requests that were turned away.", labels=("reason",))
        for reason, count in self._pages.refusals:
            refused.add_metric((reason,), count)
        yield refused
        if self._kernels.tallies is not None:
            yield from _of_saving(self._kernels.tallies.sum())

    def _registry(self) -> CollectorRegistry:
        found = CollectorRegistry()
        found.register(self)
        ProcessCollector(registry=found)
        return found


def _of_saving(counted: Tally) -> Iterator[Metric]:
    lost = "Times that the line to the database broke or could not be made; it is tried again."
    yield CounterMetricFamily(
        "cjm_edits_saved",
        "Changes that people made in the fields of maps and that are durable.",
        counted.numbers[SAVED],
    )
    yield CounterMetricFamily("cjm_edits_unsaved", "Changes that could not be saved.", counted.numbers[UNSAVED])
    yield CounterMetricFamily("cjm_store_lines_lost", lost, counted.numbers[LOST])
    yield HistogramMetricFamily(
        "cjm_save_seconds",
        "From changes that a page's process has received together until they are durable.",
        buckets=list(zip(_BOUNDS, accumulate(map(float, counted.waits)), strict=True)),
        sum_value=counted.seconds,
    )


class Metrics(Friendly):
    """The figures, for the facilitator and for whoever has the facilitator's key."""

    by_key = True

    def initialize(self, figures: Figures) -> None:
        """Takes the figures."""
        self.figures = figures

    def get(self) -> None:
        """Sends them."""
        self.set_header("Content-Type", CONTENT_TYPE_LATEST)
        self.write(self.figures.text())
