"""The report on a class: what was scored, how the tasks measured, what was misunderstood, who may need help."""
