"""MS-DRG: what a diagnosis is to the Medicare grouper, by date of service: CC and MCC, MDC, HAC, CC exclusions."""
