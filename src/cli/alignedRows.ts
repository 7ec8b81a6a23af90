/** Rows of cells in columns: words to the left, everything that has a digit to the right. */
export function alignedRows(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] as string).length)));
  const isWords = widths.map((_, column) => rows.slice(1).every((row) => !/^[-\d]/.test(row[column] as string)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => {
        const width = widths[column] as number;
        return isWords[column] ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd();
  return `${rows.map((row) => `  ${line(row)}\n`).join('')}`;
}
