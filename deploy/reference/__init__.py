"""Reference data: Dortmund's quarters, partners and offers, and the spreadsheets that partners and offers come in.

Both are read into validated records, become the request bodies of the services' public APIs, and are put there idempotently.
"""
