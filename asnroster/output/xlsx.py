"""XlsxWriter's workbook as all that is written here makes it."""

from __future__ import annotations

from functools import partial
from zipfile import ZipFile

import xlsxwriter
import xlsxwriter.workbook
from xlsxwriter.exceptions import FileCreateError

from asnroster.output.style import FONT

# The library offers no level of its own: 5 is a third quicker than the usual 6, and files are 4 % larger.
xlsxwriter.workbook.ZipFile = partial(ZipFile, compresslevel=5)


# Text from the user's files stays text, whatever it looks like.
OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "default_format_properties": {"font_name": FONT, "font_size": 10},
}


class Workbook(xlsxwriter.Workbook):  # type: ignore[misc]
    """A workbook that tells of a full disk as everything else does: by an error of the system."""

    def close(self) -> None:
        """Write the file.

        Raises:
            OSError: when it cannot be written.
        """
        try:
            super().close()
        except FileCreateError as error:
            reason = error.__cause__ or error.__context__
            raise reason if isinstance(reason, OSError) else OSError(str(error)) from None
