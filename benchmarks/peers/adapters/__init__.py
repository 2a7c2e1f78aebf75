"""One module for each program: `start(job)` builds its pipeline from the phrases of the job."""
