"""What would be if contributors did something else."""
