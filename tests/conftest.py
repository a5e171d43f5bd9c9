from hypothesis import HealthCheck, settings

pytest_plugins = ["databases"]

# A busy machine makes no test fail: time is measured in benchmarks/.
settings.register_profile("barlau", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("barlau")
