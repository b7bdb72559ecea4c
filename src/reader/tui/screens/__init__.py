"""Screens and dialogs: the layout, and who knows both the widgets and the workspace."""
