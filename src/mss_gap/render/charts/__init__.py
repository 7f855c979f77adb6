"""Charts: what a chart says, where each mark is placed, and how a file is written. `plot` takes the three steps in order.

Modules here know reports and surveys. They do not read files, print, or ask which day it is.
"""
