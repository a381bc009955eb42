"""公文: what GB/T 9704-2012 asks of a document's words, lines and pages."""
