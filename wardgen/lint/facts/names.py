"""What assistive technology calls an element: Accessible Name and Description Computation 1.2 with HTML-AAM 1.0."""

from __future__ import annotations

import itertools
import re

from wardgen.lint.facts.aria import ROLES
from wardgen.lint.facts.document import Document
from wardgen.lint.facts.focus import is_first_summary
from wardgen.lint.facts.generated import generated_texts
from wardgen.lint.facts.hidden import is_exposed, is_text_seen
from wardgen.lint.facts.labels import labels_of
from wardgen.lint.facts.native import BUTTON_INPUTS, UNREAD, caption_of, chosen, native_name, placeholder
from wardgen.lint.facts.node import Node
from wardgen.lint.facts.roles import role_of
from wardgen.lint.facts.styles import Style, styles_of

_SPACES = re.compile(r"[ \t\n\f\r]+")
_ASCII = " \t\n\f\r"
_RANGES = frozenset({"scrollbar", "slider", "spinbutton", "progressbar", "meter"})
_EMBEDDED = _RANGES | {"textbox", "searchbox", "combobox", "listbox"}
_INLINE = frozenset({"inline", "contents", "ruby", "ruby-text", "ruby-base", "none"})
DEEPEST = 80
"""Levels of elements below the named one whose own names are asked; from there on the plain text counts."""

MOST = 100_000
"""Elements of one document that are looked at below that: names in so deep a nest are nobody's."""


def name_of(document: Document, node: Node) -> str:
    """The accessible name, white space flattened; '' where there is none."""
    kept: dict[int, str] = document.keep("names", dict)
    name = kept.get(node.order)
    if name is None:
        name = kept[node.order] = flat(_Walk(document, node).named())
    return name


def description_of(document: Document, node: Node) -> str:
    """The accessible description: `aria-describedby`, `aria-description`, or the `title` that the name leaves over."""
    walk = _Walk(document, node)
    if told := flat(walk.referenced(node.get("aria-describedby"))):
        return told
    told = flat(node.get("aria-description")) or flat(node.get("title"))
    return told if told != name_of(document, node) else ""


def visible_text(document: Document, node: Node) -> str:
    """The text below an element that can be seen, white space flattened; of button inputs their value."""
    if node.tag == "input":
        return flat(native_name(node)) if node.get("type").strip().lower() in BUTTON_INPUTS else ""
    styles = styles_of(document)
    parts: list[str] = []
    ahead: list[tuple[Node | str, Style]] = [(node, styles[node.order])]
    while ahead:
        one, style = ahead.pop()
        if isinstance(one, str):
            if not style.is_rendered or is_text_seen(style):
                parts.append(one)
            continue
        # The reading over a word is seen, but is that same word once more.
        if one.tag in UNREAD or one.tag in ("rt", "rp") or not style.is_rendered:
            continue
        if one.tag == "br":
            parts.append(" ")
        gap = "" if style.display in _INLINE else " "
        parts.append(gap)
        if gap:
            ahead.append((gap, style))
        ahead.extend((c, styles[c.order] if isinstance(c, Node) else style) for c in reversed(one.children))
    return flat("".join(parts))


def flat(text: str) -> str:
    """A text with its ASCII white space made single; other spaces stay, as in browsers."""
    return _SPACES.sub(" ", text).strip(" ")


class _Walk:
    """One computation: nodes that gave their part already give it no second time."""

    def __init__(self, document: Document, root: Node) -> None:
        self.document = document
        self.root = root
        self.styles = styles_of(document)
        self.generated = generated_texts(document)
        self.seen: set[int] = {root.order}

    def named(self) -> str:
        """The name of the root."""
        node, document = self.root, self.document
        # An area is never rendered: its image is.
        if not is_exposed(document, node) and node.tag != "area":
            # What is hidden has no name, but the words of its label are those that browsers show in their tools.
            return self._labels(node)
        return (
            self._labelledby(node)
            or _spoken(node, "aria-label")
            or self._native(node)
            or (self._content(node, False, 0) if self._takes_content(node) else "").strip(_ASCII)
            or node.get("title")
            or placeholder(node)
        )

    def referenced(self, ids: str) -> str:
        """The texts of the elements that a list of ids names."""
        return " ".join(self._asked(one) for one in self.document.ids(ids)) if ids else ""

    def _labelledby(self, node: Node) -> str:
        ids = node.attrs.get("aria-labelledby")
        # Browsers take the misspelt attribute too where the right one is missing.
        found = self.referenced(node.get("aria-labeledby") if ids is None else ids)
        return found if found.strip() else ""

    def _asked(self, node: Node) -> str:
        """The text of an element that a reference or a label names: what is hidden counts in full."""
        shows_hidden = not is_exposed(self.document, node)
        if node is self.root:
            own = _spoken(node, "aria-label") or native_name(node)
            return own if own.strip() else self._content(node, shows_hidden, 0) or node.get("title")
        self.seen.add(node.order)
        return self._text(node, shows_hidden, 0, labels=True, labelledby=False)

    def _labels(self, node: Node) -> str:
        return " ".join(self._asked(label) for label in labels_of(self.document, node))

    def _native(self, node: Node) -> str:
        if role_of(self.document, node) == "none":
            return ""
        labels = self._labels(node)
        if labels.strip():
            return labels
        caption = caption_of(node)
        # A hidden label still names its control; a hidden caption was taken away.
        if caption is not None and is_exposed(self.document, caption):
            return self._asked(caption)
        name = native_name(node)
        return name if name.strip() else ""

    def _takes_content(self, node: Node) -> bool:
        role = ROLES.get(role_of(self.document, node))
        return (role is not None and "content" in role.name_from) or is_first_summary(node)

    def _text(
        self, node: Node, shows_hidden: bool, depth: int, *, labels: bool = False, labelledby: bool = True
    ) -> str:
        """What an element below or beside the named one adds to its name."""
        if labelledby and ("aria-labelledby" in node.attrs or "aria-labeledby" in node.attrs):
            found = self._labelledby(node)
            if found:
                return found
        role = role_of(self.document, node)
        if role in _EMBEDDED and (value := self._value(node, role)).strip():
            return value
        if label := _spoken(node, "aria-label"):
            return label
        if labels and (own := self._labels(node)).strip():
            return own
        if role != "none" and (name := native_name(node)).strip():
            return name
        content = "" if role in _EMBEDDED else self._content(node, shows_hidden, depth, labelledby=labelledby)
        return content if content.strip() else node.get("title") or placeholder(node) or content

    def _content(self, node: Node, shows_hidden: bool, depth: int, *, labelledby: bool = True) -> str:
        """The text of an element's children, with what CSS and `aria-owns` add."""
        if node.tag in UNREAD or (node.is_foreign and node.tag in ("title", "desc", "metadata") and depth):
            return ""
        if depth > DEEPEST:
            return self._rest(node)
        parts = [self.generated.get((node.order, "before"), "")]
        is_seen = shows_hidden or self.styles[node.order].text.visibility == "visible"
        for child in node.children:
            if isinstance(child, str):
                parts.append(child if is_seen else "")
            elif child.order not in self.seen:
                parts.append(self._child(child, shows_hidden, depth + 1, labelledby))
        if "aria-owns" in node.attrs:
            for owned in self.document.ids(node.attrs["aria-owns"]):
                if owned.order not in self.seen:
                    parts.append(self._child(owned, shows_hidden, depth + 1, labelledby))
        parts.append(self.generated.get((node.order, "after"), ""))
        return "".join(parts)

    def _rest(self, node: Node) -> str:
        """The plain text of a nest too deep to ask each element; what one document may cost is bounded."""
        left: list[int] = self.document.keep("elements left for deep names", lambda: [MOST])
        parts: list[str] = []
        for below in itertools.islice(node.walk(), left[0]):
            left[0] -= 1
            if below.tag not in UNREAD:
                parts += [c for c in below.children if isinstance(c, str)]
        return "".join(parts)

    def _child(self, node: Node, shows_hidden: bool, depth: int, labelledby: bool) -> str:
        style = self.styles[node.order]
        if node.tag == "br":
            return " "
        if not shows_hidden and (not style.is_rendered or _spoken(node, "aria-hidden").strip().lower() == "true"):
            return ""
        self.seen.add(node.order)
        text = self._text(node, shows_hidden, depth, labelledby=labelledby)
        return (
            text if style.display in _INLINE and not shows_hidden else f" {text} " if _is_block(node, style) else text
        )

    def _value(self, node: Node, role: str) -> str:
        """What stands in a control that is part of another's name."""
        if role in _RANGES:
            return node.get("aria-valuetext") or node.get("aria-valuenow") or node.get("value")
        if node.tag == "input":
            return "" if node.get("type").strip().lower() == "password" else node.get("value")
        if node.tag == "select":
            return " ".join(flat(option.text()) for option in chosen(node))
        if role in ("combobox", "listbox") and node.tag != "textarea":
            options = [n for n in node.below() if role_of(self.document, n) == "option"]
            picked = [n for n in options if n.get("aria-selected").strip().lower() == "true"]
            if picked:
                return " ".join(flat(n.text()) for n in picked)
        return "" if role == "listbox" else node.text()


def _spoken(node: Node, attribute: str) -> str:
    value = node.attrs.get(attribute, "")
    return value if value and _SPACES.sub("", value) else ""


_BLOCKS = frozenset(
    "address article aside blockquote dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header "
    "hr li main nav ol p pre section summary table td th tr ul option".split()
)


def _is_block(node: Node, style: Style) -> bool:
    """Whether it stands apart from the text beside it; of what is not rendered its kind tells."""
    return style.display not in _INLINE if style.display != "none" else node.tag in _BLOCKS
