"""Figures: what a number with its unit says, and whether two say the same.

extract.py     text → figures with value and unit
"""
