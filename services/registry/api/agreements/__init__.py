"""Agreements over HTTP: for the office, the coordinators of their network and their parties, for nobody else."""
