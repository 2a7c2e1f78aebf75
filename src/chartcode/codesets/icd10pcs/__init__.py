"""ICD-10-PCS: validity and titles of its codes by date, its tables, index, definitions and keys where imported."""
