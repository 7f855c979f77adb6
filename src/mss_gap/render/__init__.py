"""From a report to a table, JSON, CSV or Markdown: everything here returns text or a renderable."""
