"""Editing: new ledgers and new entries, and files that are written whole or not at all."""
