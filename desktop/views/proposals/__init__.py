"""提案: the list and the board of a plenary's proposals, one proposal in its drawer, and every step of its way."""
