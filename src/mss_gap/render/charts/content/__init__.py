"""What each chart says, before anything has a place."""
