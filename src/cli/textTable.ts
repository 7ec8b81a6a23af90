/** Rows of text as columns of one width, for people; or as a table of Markdown. */

/** A column of numbers is set right, one of words left. */
export type Column = { readonly title: string; readonly align: 'left' | 'right' };

export function textTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const widths = columns.map(({ title }, i) => Math.max(title.length, ...rows.map((row) => [...row[i]].length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => {
        const blanks = ' '.repeat(widths[i] - [...cell].length);
        return columns[i].align === 'right' ? blanks + cell : cell + blanks;
      })
      .join('  ')
      .trimEnd();
  return [line(columns.map(({ title }) => title)), ...rows.map(line)];
}

export function markdownTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [
    line(columns.map(({ title }) => title)),
    `|${columns.map(({ align }) => (align === 'right' ? '---:' : '---')).join('|')}|`,
    ...rows.map(line),
  ];
}
