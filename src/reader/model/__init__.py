"""The values that the floors hand to each other: frozen, and without behaviour that needs a disk or a screen."""
