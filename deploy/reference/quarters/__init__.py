"""A quarter that joins with one file: itself, its partners and its offers, checked whole before anything is written."""
