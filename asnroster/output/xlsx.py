"""XlsxWriter's workbook as all that is written here makes it."""

from __future__ import annotations

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError


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
