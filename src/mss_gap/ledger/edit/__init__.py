"""Changing a ledger's file: whole or not at all."""
