// The first file.
