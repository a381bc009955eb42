"""提案: its steps, states, deadlines, figures and numbers, as pure functions in the words of the regulations."""
