"""From a row in the ledger to a mail that a server has accepted."""
