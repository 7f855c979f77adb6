"""What became of commitments and pledges over time: dated changes, what each period brought, and what was kept when."""
