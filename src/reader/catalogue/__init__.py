"""What is known about a library: its listing, and what answers a query. Derived; the files stay the truth."""
