"""Rules for what stands behind the words: works, claims, objections, promised names."""

import ast
import datetime
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import yaml

from tests.rules.models import models
from tests.rules.page import all_pages
from theme.heads import read_head
from theme.registers import SAYS, SIDES
from theme.toc import PARTS, read_yaml, written

LAST = {"C": 39, "A": 13, "O": 7}  # claims of each essay
CODES = [f"{letter}{n}" for letter in LAST for n in range(1, LAST[letter] + 1)]
CLAIM = {"code", "claim", "by", "note", "chapters", "model", "no_model", *SAYS}
OBJECTION = {
    "chapter",
    "side",
    "by",
    "reader",
    "objection",
    "answer",
    "change",
    "entered",
}
CITE = re.compile(r"\{cite(?::\w+)?\}`([^`]+)`")
PLACE = re.compile(rf"({'|'.join(PARTS)})/[a-z][a-z_]*")
API = Path(__file__).with_name("api.yml")


def citations(root: Path) -> Iterator[tuple[str, str]]:
    """Yield where a work is cited and its key, wherever pages get citations from."""
    for page in all_pages(root):
        for keys in CITE.findall(page.body):
            yield from ((page.where, key.strip()) for key in keys.split(","))
    for name in models(root):
        try:
            yield from (
                (f"models/{name}.py", k) for k in read_head(name, root=root).keys
            )
        except ValueError:
            continue  # another rule complains
    for path in sorted(root.glob("published/*/*.toml")):
        text = path.read_text(encoding="utf-8")
        found = re.findall(r'^source *= *"(\w+)"', text, re.M)
        yield from ((str(path.relative_to(root)), key) for key in found)
    for name in ("claims.yml", "dissent.yml"):
        for keys in CITE.findall((root / name).read_text(encoding="utf-8")):
            yield from ((name, key.strip()) for key in keys.split(","))
        for entry in read_yaml(name, root=root) or []:
            yield from ((name, key) for key in entry.get("by", []))


def bibliography_and_citations_agree(root: Path) -> list[str]:
    """Each cited work is in ``references.bib`` once; each work there is cited."""
    text = (root / "references.bib").read_text(encoding="utf-8")
    works = Counter(re.findall(r"^@\w+\{([^,\s]+),", text, re.M))
    cited = {key: where for where, key in citations(root)}
    complaints = [f"references.bib: {key} twice" for key in works if works[key] > 1]
    complaints += [f"references.bib: {key} never cited" for key in works.keys() - cited]
    complaints += [f"{cited[key]}: no work {key}" for key in cited.keys() - works]
    return complaints


def claims_are_complete(root: Path) -> list[str]:
    """All codes once, no verdict, and four answers once a chapter is written."""
    claims, taught = read_yaml("claims.yml", root=root), set(written(root))
    counts = Counter(claim["code"] for claim in claims)
    complaints = [
        f"claims.yml: {c} stands {counts[c]} times" for c in CODES if counts[c] != 1
    ]
    complaints += [f"claims.yml: unknown code {c}" for c in counts if c not in CODES]
    for claim in claims:
        where = f"claims.yml: {claim['code']}"
        complaints += [
            f"{where}: field {key!r}" for key in sorted(claim.keys() - CLAIM)
        ]
        empty = [k for k in ("claim", "by", "chapters", "model") if not claim.get(k)]
        complaints += [f"{where}: no {key}" for key in empty]
        for place in [*claim.get("chapters", []), claim.get("model", "")]:
            if place != "none" and not PLACE.fullmatch(place):
                complaints.append(f"{where}: {place!r} is not part/name")
        if (claim.get("model") == "none") != bool(claim.get("no_model")):
            complaints.append(f"{where}: 'model: none' and no_model go together")
        if taught & set(claim.get("chapters", [])):
            empty = [key for key in SAYS if not claim.get(key)]
            complaints += [
                f"{where}: chapter is written, {key} is not" for key in empty
            ]
    return complaints


def objections_come_from_both_sides(root: Path) -> list[str]:
    """Each objection is whole and dated; each chapter has as many from either side."""
    entries, complaints = read_yaml("dissent.yml", root=root) or [], []
    for entry in entries:
        where = f"dissent.yml: {entry.get('chapter')}"
        wrong = sorted(
            (OBJECTION - {"reader"} - entry.keys()) | (entry.keys() - OBJECTION)
        )
        complaints += [f"{where}: field {key!r}" for key in wrong]
        if entry.get("side") not in SIDES:
            complaints.append(f"{where}: side {entry.get('side')!r}")
        if not isinstance(entry.get("entered"), datetime.date):
            complaints.append(f"{where}: no date")
        if not entry.get("by") and not entry.get("reader"):
            complaints.append(f"{where}: nobody objects")
    for name in sorted({*models(root), *(e.get("chapter") for e in entries)}):
        sides = [e["side"] for e in entries if e.get("chapter") == name and e.get("by")]
        counts = [sides.count(side) for side in SIDES]
        if 0 in counts or len(set(counts)) > 1:
            complaints.append(
                f"dissent.yml: {name}: {counts} from the two sides' works"
            )
    return complaints


def promised_names_exist(root: Path) -> list[str]:
    """Modules that are written offer the names and arguments that others rely on."""
    complaints = []
    for module, calls in yaml.safe_load(API.read_text(encoding="utf-8")).items():
        path = root / (module.replace(".", "/") + ".py")
        if not path.exists():
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        defined = {n.name: n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)}
        names = defined.keys() | {
            alias.asname or alias.name
            for node in tree.body
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        for call in calls:
            promised = ast.parse(f"def {call}: ...").body[0]
            if promised.name not in names:
                complaints.append(f"{module}: no {promised.name}")
            elif promised.name in defined:
                lacking = _arguments(promised) - _arguments(defined[promised.name])
                complaints += [
                    f"{module}: {promised.name}: no {a}" for a in sorted(lacking)
                ]
    return complaints


def _arguments(function: ast.FunctionDef) -> set[str]:
    """Return positional names, and keyword-only names after a star."""
    given = function.args
    plain = {arg.arg for arg in [*given.posonlyargs, *given.args]}
    return plain | {f"*{arg.arg}" for arg in given.kwonlyargs}


RULES = [
    bibliography_and_citations_agree,
    claims_are_complete,
    objections_come_from_both_sides,
    promised_names_exist,
]
