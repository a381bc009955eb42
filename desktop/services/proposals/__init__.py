"""提案: from the member's paper to the unit's answer; each verb is one operation."""
