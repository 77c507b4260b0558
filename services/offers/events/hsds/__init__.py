"""What the registry tells that HSDS says of offers."""
