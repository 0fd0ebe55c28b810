/** Plain text tables for the terminal. */

/** Rows as aligned columns under a header; columns whose cells are numbers lean right. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((name, k) => Math.max(name.length, ...rows.map((row) => row[k]!.length)));
  const numeric = header.map((_, k) => rows.length > 0 && rows.every((row) => /^[-+]?[\d.,]*\s?%?$/.test(row[k]!)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, k) => (numeric[k]! ? cell.padStart(widths[k]!) : cell.padEnd(widths[k]!)))
      .join("  ")
      .trimEnd();
  return [line(header), widths.map((width) => "─".repeat(width)).join("  "), ...rows.map(line)].join("\n");
}

/** 1234567 → 1,234,567 */
export function whole(value: number): string {
  return Math.round(value).toLocaleString("en-US");
}

/** 0.9512 → 95 % */
export function percent(ratio: number | null): string {
  return ratio === null ? "" : `${Math.round(ratio * 100)} %`;
}
