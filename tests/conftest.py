"""What holds for every test: examples are never timed, since a busy machine proves nothing."""

from hypothesis import settings

settings.register_profile("untimed", parent=settings(), deadline=None)
settings.load_profile("untimed")
