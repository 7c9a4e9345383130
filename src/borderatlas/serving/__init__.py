"""Pages that follow the layers while somebody edits them: rebuilding on save, and a local server that reloads."""
