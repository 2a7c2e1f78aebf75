"""Clinical Classifications Software Refined: clinical categories of diagnoses, by AHRQ."""
