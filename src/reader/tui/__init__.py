"""The screen: one of the two front doors to the workspace."""
