"""What is read and written for HSDS."""
