"""What a screen reader would be told: names and roles of a page.

This reads the browser's accessibility tree, which is what a screen reader reads. It
cannot say whether what is told makes sense to a listener.
"""

from collections.abc import Iterator

from playwright.sync_api import Page

NAMED = {"button", "checkbox", "combobox", "DisclosureTriangle", "figure", "link"}
NAMED |= {"navigation", "radio", "radiogroup", "searchbox", "slider", "textbox"}
GROUPS = {"group", "radiogroup"}


def unnamed(page: Page) -> list[str]:
    """Return what lacks a name or a head."""
    session = page.context.new_cdp_session(page)
    return faults(session.send("Accessibility.getFullAXTree")["nodes"])


def faults(nodes: list[dict]) -> list[str]:
    """Return the faults of an accessibility tree."""
    tree = {node["nodeId"]: node for node in nodes}
    heads = [above(tree, n) for n in nodes if role(n) == "columnheader"]
    headed = {node["nodeId"] for line in heads for node in line}
    found, titles = [], []
    for node in nodes:
        kind, spoken, told = role(node), name(node), facts(node)
        if kind in NAMED and not spoken:
            found.append(f"{kind} without a name")
        if kind == "image" and not any(map(name, [node, *above(tree, node)][:2])):
            found.append("image without words")
        if kind == "radio" and not any(
            role(n) in GROUPS and name(n) for n in above(tree, node)
        ):
            found.append(f"radio in no named group: {spoken}")
        if kind == "table" and node["nodeId"] not in headed:
            found.append("table without heads of columns")
        if kind == "heading" and told.get("level") == 1:
            titles.append(spoken)
    return found + ([] if len(titles) == 1 else [f"titles: {titles}"])


def role(node: dict) -> str:
    """Return what the node is, or nothing if it is not told."""
    return "" if node["ignored"] else node["role"]["value"]


def name(node: dict) -> str:
    """Return what the node is called."""
    return node.get("name", {}).get("value", "").strip()


def facts(node: dict) -> dict:
    """Return what else is told of the node."""
    return {f["name"]: f["value"].get("value") for f in node.get("properties", [])}


def above(tree: dict[str, dict], node: dict) -> Iterator[dict]:
    """Yield the nodes that hold this one."""
    while node := tree.get(node.get("parentId", "")):
        yield node
