"""The workbook of an export: what is in it, what is in a cell, how a sheet looks."""
