"""The one desk: an opened library and everything one can do with it. Both front doors work here."""
