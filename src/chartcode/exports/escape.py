"""Text into HTML: nothing of a chart may be read as markup."""

import html
import re

_NOT_IN_HTML = re.compile("[\x00\x0d\ud800-\udfff]")


def esc(text: str) -> str:
    """The text as HTML, fit for an element and for a quoted attribute.

    What HTML cannot hold or would drop (NUL, CR, half a surrogate pair) becomes the replacement character.
    """
    return html.escape(_NOT_IN_HTML.sub("\ufffd", text))
