"""The notifications service.

Owns subscriptions, the encrypted addresses behind them, and the ledger of mails. Publishes that an offer was announced, as a
figure. Listens to offers and to the networks and life phases of the registry. No address ever leaves it but in a mail's envelope.
"""
