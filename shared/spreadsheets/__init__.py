"""Tables as people send them, in .xlsx and .csv files of office programs, read without trusting them."""
