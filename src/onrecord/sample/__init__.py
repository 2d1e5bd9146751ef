"""The bundled sample case: forty reports composed for demonstration (see README.md beside this file)."""
