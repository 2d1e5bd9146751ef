"""Document to rows: one file for each thing found."""
