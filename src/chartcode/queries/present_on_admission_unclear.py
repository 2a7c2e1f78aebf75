"""A diagnosis of a stay of which nobody says whether it was there on admission."""

from collections.abc import Iterator

from chartcode.queries.chart import Asked, Chart
from chartcode.rules.kernel import rule, since


@rule("present-on-admission-unclear", citation="Guidelines, Appendix I", effective=since(2015, 10, 1))
def present_on_admission_unclear(chart: Chart) -> Iterator[Asked]:
    """The indicator is U: the documentation does not say. What the timeline alone answers stays a finding."""
    unclear = {poa.code for poa in chart.draft.poa if poa.indicator == "U"}
    for decision in chart.reported(*unclear) if unclear else ():
        same = [d for d in chart.coded if d.code == decision.code]
        yield Asked(
            "Clarification of the time of onset",
            "Was this documented diagnosis present at the time of the order to admit?",
            chart.quoted(same[:3]),
            ("Yes, it was present on admission", "No, it developed after admission", "Clinically undetermined"),
            (decision.code,),
        )
