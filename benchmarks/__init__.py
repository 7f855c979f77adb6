"""Measures mss-gap beside the programs that do the nearest job: ledger, hledger and bean-query."""
