// The room's first tests.
