"""HL7 v2.6 messages: ADT^A08 (codes of an encounter) and DFT^P03 (charges)."""
