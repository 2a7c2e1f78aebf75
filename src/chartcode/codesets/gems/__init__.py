"""General Equivalence Mappings: ICD-9-CM to ICD-10-CM and ICD-10-PCS, and back."""
