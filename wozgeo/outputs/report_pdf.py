"""How does the report become a PDF that a screen reader can follow?

With the extra ``pdf``: WeasyPrint, imported only when it is asked for.
"""

import logging
from importlib import import_module
from pathlib import Path


def pdf_available() -> bool:
    """Say whether the extra ``pdf`` is installed, with the libraries of the system it draws with."""
    try:
        import_module("weasyprint")
    except (ImportError, OSError):
        return False
    return True


def write_report_pdf(html_path: Path, pdf_path: Path) -> Path | None:
    """Write the report as tagged PDF (PDF/UA-1), its language and title from the page.

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
    page = weasyprint.HTML(string=html_path.read_text(encoding="utf-8"), url_fetcher=nothing)
    page.write_pdf(pdf_path, pdf_variant="pdf/ua-1")
    return pdf_path
