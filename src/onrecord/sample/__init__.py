"""The bundled sample case: ten reports composed for demonstration (see README.md beside this file)."""
