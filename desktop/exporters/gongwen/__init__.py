"""公文 as a .docx: one document's pieces composed, placed and drawn by one pen."""
