"""A ledger as a web page. Jinja2 and matplotlib are loaded by `page` only."""
