"""Settings of the property tests."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# No deadline: how long an example takes is a matter of the machine, not of the law.
settings.register_profile(
    "notebooks", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("notebooks")
