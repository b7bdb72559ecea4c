"""What leaves the reader: articles with their notes, as files that other programs open."""
