"""Open Referral HSDS 3.1: what other directories read of us, and what we take from them."""
