"""What puts news into the folder: feeds, pages, mails and corpora become article files of our own kind."""
