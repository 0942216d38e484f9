"""What rule files share: base class, typed fields, scope filter, verbs, findings, the case."""
