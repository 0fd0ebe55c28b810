/**
 * Every code that this room can report, with its meaning. Codes are stable: never renumbered, never reused.
 *
 * Those marked *notice* say that something is unusual but was read as it stands. All others are issues, and notices
 * where they stand at a column that decides nothing in a plan yet: then the cell alone was left out, not its row.
 */
export const CSV_CODES = {
  // The caller (thrown as ImbangError)
  "csv/bad-input": "not what can be read (a string or bytes) or written (transfers, staffing, names)",
  "csv/unknown-option": "an option that does not exist",
  "csv/bad-option": "an option with a value it cannot have",
  "csv/no-plan": "a plan without transfers (status noPlanFound) cannot be written",
  "csv/analyses-differ": "the analyses before and after do not speak of the same positions, units and agencies",

  // The file
  "csv/not-csv": "a workbook, a web page or another kind of file, not CSV",
  "csv/empty-file": "nothing in the file",
  "csv/no-header": "no line of the file looks like a heading row",
  "csv/missing-column": "a column that is needed is not in the heading row",
  "csv/duplicate-heading": "two columns bear the same heading; the first is read",
  "csv/second-column": "notice: two columns mean the same; the one that is known better is read, the other compared",
  "csv/another-table": "headings in another order stand amid the data: what follows is another table and is not read",
  "csv/no-rows": "notice: a heading row and nothing under it",
  "csv/windows-1252": "notice: the bytes are not UTF-8 and were read as Windows-1252",
  "csv/utf-16-guessed": "notice: the bytes look like UTF-16 without a byte-order mark and were read so",
  "csv/replacement-characters": "notice: characters were lost (U+FFFD) before the file came here",
  "csv/skipped-lines": "notice: lines above the heading row, or a row of column numbers under it, were skipped",
  "csv/unknown-columns": "notice: columns that this reader does not know were left out",
  "csv/no-unit-column": "notice: no column for the unit; equal titles or codes count as one position",
  "csv/unused-option": "notice: the file has a column of its own for what an option would supply",
  "csv/no-need-column": "notice: no column with the need; every position counts as not studied",
  "csv/no-indicator-column": "notice: indicators for which the file has no column; nobody in it has their figures",
  "csv/agency-names-differ": "notice: one agency id, several names; the first is kept",

  // A row
  "csv/ragged-row": "a row with more or fewer cells than the heading row",
  "csv/unclosed-quote": "a quotation mark that never closes, or that closes only in a later row",
  "csv/total-row": "a row of totals, not of data",
  "csv/stray-row": "a row without a key and without a number: a signature, a remark, a title between the rows",
  "csv/repeated-heading": "the heading row again, amid the data",
  "csv/columns-disagree": "two columns that mean the same say different things in this row",
  "csv/missing-value": "an empty cell where a value is needed",
  "csv/duplicate-id": "an id that an earlier row already has",
  "csv/unknown-unit": "a unit that is not among the units given",
  "csv/ambiguous-unit": "a unit name that several units bear",
  "csv/unit-cycle": "a parent with which units stand above one another in a circle",
  "csv/unknown-parent": "notice: a parent that is not among the units kept; the unit is read as one at the top",
  "csv/unknown-position": "a position that is not among the positions given",
  "csv/ambiguous-position": "several positions of the unit bear this title",
  "csv/unknown-place": "a wish or an objection that gives the id of neither a position nor a unit",
  "csv/unknown-relative": "notice: a relative who is not among the people kept; left out",
  "csv/waiting-person": "notice: neither unit nor position; the person is read as waiting",
  "csv/other-year": "workload of another year than the one that is read: years are not added up",
  "csv/implausible-year": "a year that cannot be meant",
  "csv/older-year": "notice: positions without rows of the newest year, read from an older one",
  "csv/blank-year": "notice: rows without a year, read beside those of a year",
  "csv/wrong-columns": "a figure that a row of this kind cannot have, or a time given in no form or in several",
  "csv/repeated-task": "notice: one post lists the same task or activity twice; both are read and count",
  "csv/no-activity":
    "notice: a WISN study of allowances alone, from which no need can be calculated; it is not among the studies",

  // A cell
  "csv/id-mangled": "an id that a spreadsheet turned into a number and rounded, or hid behind ####",
  "csv/bad-number": "not a number, or outside the range",
  "csv/number-settled": "notice: 1.234 or 1,234 was read as another number of the file decided",
  "csv/ambiguous-number": "1.234 or 1,234: nothing in the file says whether thousands or decimals",
  "csv/bad-date": "not a date, an impossible date, or a year of two digits",
  "csv/impossible-date": "a birth date that is not before the appointment or the post, or the reverse",
  "csv/bad-grade": "not a grade (golongan)",
  "csv/bad-education": "not a level of education",
  "csv/bad-boolean": "neither yes nor no",
  "csv/bad-status": "neither PNS, CPNS nor PPPK",
  "csv/bad-kind": "neither structural, functional nor executing",
  "csv/bad-echelon": "not an echelon I.a … V",
  "csv/bad-predicate": "not one of the five predicates of performance",
  "csv/bad-discipline": "neither light, moderate nor severe",
  "csv/bad-period": "neither year, semester, quarter, month, week, day nor hour",
  "csv/bad-norm-unit": "neither minutes nor hours",
  "csv/weeks-unknown": "hours a week, and no option that says how many weeks of a year are worked",
  "csv/bad-work-kind": "neither activity, support nor additional",
  "csv/bad-level": "not a level of school whose need for teachers can be calculated",
  "csv/no-class": "a school without a class, which has no need that can be calculated",
  "csv/bad-school-status": "neither a state nor a private school",
  "csv/bad-list": "a list whose items are not of the form asked for",
  "csv/bad-location": "a latitude without a longitude, or the reverse",
  "csv/floor-above-capacity": "a minimum above the capacity",
  "csv/empty-range": "a lowest grade above the highest, or of another ladder",
  "csv/too-long": "a text longer than 2,000 characters, or an id longer than 500",
  "csv/bad-nip": "not an employee number (NIP)",
  "csv/nip-mangled": "an employee number that a spreadsheet turned into a number and rounded",
  "csv/nip-unusual": "notice: a NIP that says its holder was appointed before turning 18",
  "csv/nip-disagrees": "notice: the NIP and a date column do not agree; the column is kept",
  "csv/status-disagrees": "notice: the sources of the status of a person or school do not agree",
  "csv/grade-disagrees": "notice: contract staff with a civil-service grade",
} as const;

/** A code of this room. */
export type CsvCode = keyof typeof CSV_CODES;
