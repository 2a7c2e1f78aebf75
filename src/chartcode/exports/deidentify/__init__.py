"""De-identified export: our own rules after HIPAA's Safe Harbor (45 CFR 164.514(b)(2)), with consistent surrogates."""
