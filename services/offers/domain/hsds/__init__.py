"""Our offers in the words of Open Referral's HSDS 3.1, and what comes in by them."""
