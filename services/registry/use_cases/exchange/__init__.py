"""Getting data in and out: lists as files, a network as one archive, imports that can be tried and undone."""
