"""What a page calls to show its evidence: figures, cards, claims and registers."""

from theme.cards import contents, model_card, models_index, status_table
from theme.published import Figure, published, replication
from theme.registers import claims_index, dissent_register

__all__ = [
    "Figure",
    "claims_index",
    "contents",
    "dissent_register",
    "model_card",
    "models_index",
    "published",
    "replication",
    "status_table",
]
