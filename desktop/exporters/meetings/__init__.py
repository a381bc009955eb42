"""The papers of meetings: before, in and after one, and the ledgers of many."""
