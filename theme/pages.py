"""What a page carries: nothing from elsewhere, nothing unused, nothing dead."""

import os
import re
from urllib.parse import urlsplit

import sphinx.builders.html as builder
from sphinx_proof.domain import ProofDomain

# What other extensions write, and what it should be.
MENDED = {
    '<summary aria-label="Toggle hidden content">': "<summary>",  # hides its own words
    ' id="(exercise|solution)-content"': "",  # the same id in each exercise
    'role="doc-biblioentry"': 'role="listitem"',  # deprecated, in a role="list"
    "Solution to(<a [^>]*>) ": r"Solution to \1",
}


def slim(scripts, body: str, pagename: str):
    """Return the scripts that the page needs, none of them holding up the page."""
    kept = []
    for script in scripts:
        name, text = str(script.filename or ""), script.attributes.get("body") or ""
        if "DOCUMENTATION_OPTIONS" in text:  # for search while typing; not used
            continue
        if "design-tabs" in name and "sd-tab-set" not in body:
            continue
        if name and pagename != "search":
            attributes = {**script.attributes, "defer": "defer"}
            script = type(script)(
                script.filename, priority=script.priority, **attributes
            )
        kept.append(script)
    return kept


def tidy(app, pagename, templatename, context, doctree):
    """Drop what the page does not use (``html-page-context``, after all others)."""
    body = context.get("body") or ""
    context["script_files"][:] = slim(context["script_files"], body, pagename)
    for wrong, right in MENDED.items():
        body = re.sub(wrong, right, body)
    context["body"] = body


def figure_assets(app, pagename, templatename, context, doctree):
    """Give pages with a figure, and no others, the scripts and style of figures."""
    if 'class="explore' in (context.get("body") or ""):
        app.add_css_file("explore.css")
        app.add_js_file("explore.js", loading_method="defer")
        app.add_js_file("explore-reader.js", loading_method="defer")


def neighbours(app, pagename, templatename, context, doctree):
    """Say so where previous or next leads to another part (``html-page-context``)."""
    trees = app.env.external_site_map.root.subtrees
    part = {name: tree.caption for tree in trees for name in tree.files()}
    _, *beside = app.builder.relations.get(pagename) or [None]
    for way, page in zip(("prev", "next"), beside, strict=False):
        if context.get(way) and part.get(page) not in (None, part.get(pagename)):
            context[way]["title"] = f"{part[page]}: {context[way]['title']}"


def address(app, config):
    """With the site's address in BOOK_URL: site map, previews, 404 page."""
    url = os.environ.get("BOOK_URL", "")
    config.notfound_urls_prefix = urlsplit(url).path.rstrip("/") + "/"
    if url:
        config.html_baseurl = config.ogp_site_url = url.rstrip("/") + "/"
        config.ogp_site_name = config.html_title
        config.ogp_social_cards = {"enable": False}
        config.ogp_description_length = 0  # the page's own description will do
        config.sitemap_url_scheme = "{link}"
        config.sitemap_excludes = ["404.html", "search.html", "genindex.html"]


def parallel(app, config):
    """Let two cores read: these extensions keep no state between pages."""
    for extension in app.extensions.values():
        if extension.parallel_read_safe is None:
            extension.parallel_read_safe = True
    # what it keeps is in env.proof_list, which it merges itself
    ProofDomain.merge_domaindata = lambda self, docnames, otherdata: None


def setup(app):
    """Tidy last."""
    # its sums differ between a first and a second build: a page is its commit's alone
    builder._file_checksum = lambda outdir, filename: ""
    if os.environ.get("BOOK_URL"):
        app.setup_extension("sphinx_sitemap")
        app.setup_extension("sphinxext.opengraph")
    app.add_config_value("comments_config", {}, "html")  # Jupyter Book sets it
    app.connect("config-inited", address, priority=100)
    app.connect("config-inited", parallel)
    app.connect("html-page-context", figure_assets)
    app.connect("html-page-context", neighbours)
    app.connect("html-page-context", tidy, priority=900)
