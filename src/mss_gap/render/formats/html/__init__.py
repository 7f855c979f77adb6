"""A ledger as a web page. Only `page` loads Jinja2."""
