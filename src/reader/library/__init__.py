"""The folder of articles: what is in it, and what each file says."""
