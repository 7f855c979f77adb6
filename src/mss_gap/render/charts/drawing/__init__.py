"""Where everything in a chart is placed, and how it is drawn."""
