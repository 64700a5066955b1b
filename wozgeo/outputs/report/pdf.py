"""How does the report become a PDF that a screen reader can follow?

With the extra ``pdf``: WeasyPrint, imported only when it is asked for.
"""

import logging
import re
from importlib import import_module
from pathlib import Path

_DECORATION = re.compile(r'<svg [^>]*aria-hidden="true"[^>]*>')


def pdf_available() -> bool:
    """Say whether the extra ``pdf`` is installed, with the libraries of the system it draws with."""
    try:
        import_module("weasyprint")
    except (ImportError, OSError):
        return False
    return True


def write_report_pdf(html_path: Path, pdf_path: Path) -> Path | None:
    """Write the report as tagged PDF (PDF/UA-1), its language and title from the page.

    A PDF/UA figure has an alternate text (ISO 14289-1, 7.3). Every drawing becomes a figure: the signs that
    repeat the word beside them, hidden from screen readers in the page, have an empty one.

    Parameters
    ----------
    html_path
        The report.
    pdf_path
        Where it goes.

    Returns
    -------
    Path or None
        ``pdf_path``; None, and nothing is written, where the extra ``pdf`` is absent.
    """
    if not pdf_available():
        return None
    weasyprint = import_module("weasyprint")
    logging.getLogger("weasyprint").setLevel(logging.ERROR)  # it tells of every rule it leaves out
    nothing = weasyprint.URLFetcher(allowed_protocols=["data"])
    text = _DECORATION.sub(r"\g<0><title> </title>", html_path.read_text(encoding="utf-8"))
    page = weasyprint.HTML(string=text, url_fetcher=nothing)
    page.write_pdf(pdf_path, pdf_variant="pdf/ua-1")
    return pdf_path
