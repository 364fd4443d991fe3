"""What scores say about judgement: how much is right, and which way the mistakes lean.

Signal is what should be doubted (the key says unnamed or hearsay, for students "not on the
record"); noise is what can be looked up (official or named). The outlet's own voice and notes
on the text are neither. An accepted answer is no mistake, whatever the key's first label.
Who guesses has the shares of `guessed`, and a d' and a c of 0.
All functions leave unanswered statements out, apart from `accuracy`, and change nothing.
"""

from kit.measures.agreement import alpha, alpha_by_label, alpha_interval
from kit.measures.certainty import auc, brier, overconfidence
from kit.measures.detection import (
    Detection,
    criterion,
    d_prime,
    detection,
    false_alarm_rate,
    hit_rate,
    official_or_named,
)
from kit.measures.differential import MantelHaenszel, differential, mantel_haenszel
from kit.measures.gains import Effect, d_av, normalised_gain
from kit.measures.items import item_figures, spread
from kit.measures.mastering import (
    HALFWAY,
    NEEDED,
    WINDOW,
    false_mastery,
    is_mastered,
    mastery,
)
from kit.measures.power import (
    Power,
    detectable,
    detectable_gain,
    simulate_class,
    simulated_power,
)
from kit.measures.reliability import Reliability, reliability
from kit.measures.shares import (
    Guessed,
    Share,
    accuracy,
    answered,
    confusion,
    doubted,
    guessed,
    macro_f1,
    mixed_up,
    over_doubt,
    over_trust,
    share_interval,
    trusted,
)

__all__ = [
    "HALFWAY", "NEEDED", "WINDOW", "Detection", "Effect", "Guessed", "MantelHaenszel", "Power",
    "Reliability", "Share", "accuracy", "alpha", "alpha_by_label", "alpha_interval", "answered",
    "auc", "brier", "confusion", "criterion", "d_av", "d_prime", "detectable", "detectable_gain",
    "detection", "differential", "doubted", "false_alarm_rate", "false_mastery", "guessed",
    "hit_rate", "is_mastered", "item_figures", "macro_f1", "mantel_haenszel", "mastery", "mixed_up",
    "normalised_gain", "official_or_named", "over_doubt", "over_trust", "overconfidence",
    "reliability", "share_interval", "simulate_class", "simulated_power", "spread", "trusted",
]  # fmt: skip
