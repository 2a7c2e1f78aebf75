"""The book as a person uses it: lookup by words, pages of codes, Index and tables to browse, the logic path."""
