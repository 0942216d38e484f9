"""The engine: the only place that knows the solver. Rules speak verbs, it finds the roster."""
