"""The papers of 提案: forms, letters, lists of what was handed over, the report and the volume."""
