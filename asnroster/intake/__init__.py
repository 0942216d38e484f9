"""The way in: spreadsheets become typed rows, typed rows become a problem. Nothing else opens a workbook.

Six floors; a file sees those of its own floor and of the floors before it:

1. Cells: ``sheets`` reads files (``file_kind``; ``marks``, ``xml_marks``, ``binary_marks`` what values leave out); ``cells``, ``kinds``
   and ``echelons`` read single cells in the words of ``vocabulary``.
2. Schema: ``schema`` declares every sheet and column in the terms of ``columns``; ``person_lookup`` tells who is meant.
3. Grid: ``input_sheets`` and ``recognition`` tell which sheet is which input, ``headings`` and ``grid`` where its table stands,
   ``remarks`` what of it is not read.
4. Foreign shapes: ``foreign``, ``printed_lists`` and ``places`` make the lists of other systems into the sheet Pegawai.
5. Typed rows: ``tables``, with the keys of people without NIP (``namesakes``), labels (``labels``) and what was asked (``answers``).
6. The problem: ``units``, ``tree`` and ``agencies``; ``people`` and ``stints``; ``facilities``, ``requests``, ``assumptions``. ``passes`` is
   the whole way in. Beside it ``annotate`` marks the user's workbook, and ``rosters`` are rosters that are read back.
"""
