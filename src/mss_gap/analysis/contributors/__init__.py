"""What each contributor, or several together, pledged and delivered; and which of them a report shows."""
