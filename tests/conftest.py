"""What holds for every test: property tests judge what comes out, and machines are noisy."""

from hypothesis import settings

settings.register_profile("kit", deadline=None)
settings.load_profile("kit")
