"""The project as a whole: its pages, its package, its set-up."""
