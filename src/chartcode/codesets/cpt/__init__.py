"""CPT, only ever from the user's own licensed file, and only ever in the user's own data folder."""
