// The room's first file; replaced by its first idea.
