"""Annotations on the disk: a growing set of revisions, one TinyDB file for each annotated article."""
