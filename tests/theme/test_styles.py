"""Pruned style sheets keep every rule that some page may use."""

import pytest

from theme.styles import TOKEN, prune, used

WORDS = {"kept", "also", "sm:kept"}


def pruned(css: str) -> str:
    return prune(iter(TOKEN.findall(css)), WORDS)


@pytest.mark.parametrize(
    "selector",
    [
        "p",
        ":root",
        ".kept",
        "p.kept:not(.gone)",
        "#also > a",
        "[class*=gone]",
        r".sm\:kept",
        "html[data-theme='dark'] .kept::before",
        ".kept:is(.gone, .kept)",
    ],
)
def test_selectors_that_may_match_are_used(selector):
    assert used(selector, WORDS)


@pytest.mark.parametrize(
    "selector", [".gone", "p#gone", ".kept .gone", ".kept.gone:hover"]
)
def test_selectors_that_cannot_match_are_not(selector):
    assert not used(selector, WORDS)


@pytest.mark.parametrize(
    ("css", "left"),
    [
        (".kept{a:b}.gone{c:d}", ".kept{a:b}"),
        (".gone,.kept{a:b}", ".kept{a:b}"),
        ("p:is(.a,.b){c:d}", "p:is(.a,.b){c:d}"),
        ("@media print{.gone{a:b}.kept{c:d}}", "@media print{.kept{c:d}}"),
        ("@media print{.gone{a:b}}.kept{c:d}", ".kept{c:d}"),
        ("@keyframes spin{from{a:b}to{c:d}}", "@keyframes spin{from{a:b}to{c:d}}"),
        ("@font-face{src:url(fontawesome/x)}.kept{a:b}", ".kept{a:b}"),
        ('@import "x.css";.kept{a:b}', '@import "x.css";.kept{a:b}'),
        ('.kept{content:"}"}.gone{a:b}', '.kept{content:"}"}'),
        ('.kept{content:"a;{"}p{a:b}', '.kept{content:"a;{"}p{a:b}'),
    ],
)
def test_pruning(css, left):
    assert pruned(css) == left
