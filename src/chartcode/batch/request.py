"""What the user asks beside the chart: setting, date, patient and scope, laid over what the chart says itself."""

import datetime
from dataclasses import dataclass, replace

from chartcode.model import Encounter, Scope, Setting, Sex


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of every encounter. A field that is given wins over what the encounter says; None leaves it.

    `today` stands in for the date of a chart that has none, so that no other stage reads a clock.
    """

    today: datetime.date
    setting: Setting | None = None
    date: datetime.date | None = None
    sex: Sex | None = None
    birth_date: datetime.date | None = None
    scope: Scope = Scope.CLAIM

    def day_of(self, encounter: Encounter) -> datetime.date:
        """The date of service: asked for, of the encounter, of its latest note, or today."""
        dates = [note.date for note in encounter.notes if note.date]
        return self.date or encounter.discharge or encounter.admit or max(dates, default=self.today)

    def apply(self, encounter: Encounter) -> Encounter:
        """The encounter with what is asked laid over it; one without any date gets the date of service.

        Raises InvalidValueError when both do not fit together, such as a date before the patient's birth.
        """
        undated = encounter.discharge is None and encounter.admit is None
        return replace(
            encounter,
            setting=self.setting or encounter.setting,
            discharge=self.day_of(encounter) if self.date or undated else encounter.discharge,
            sex=self.sex or encounter.sex,
            birth_date=self.birth_date or encounter.birth_date,
        )
