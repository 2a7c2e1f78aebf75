"""ICD-10-CM: the Tabular List and the validity of its codes by date."""
