"""The one way a service is put together and run: settings, wiring, tasks in the background."""
