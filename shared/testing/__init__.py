"""What the tests of several parts share: real servers, page checks and the guard that keeps the network closed."""
