"""Checks: every fault of every layer at once, those of one feature and those that need the line or several layers.

`checks.choosing.check_chosen` is what `Atlas.check` calls. Nothing is imported here: workers need only a part.
"""
