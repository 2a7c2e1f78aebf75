"""FHIR R4: a coded encounter as a bundle of plain resources, and back."""
