"""The registry's HTTP API, one router with its schemas an aggregate: parse, call the use case, answer."""
