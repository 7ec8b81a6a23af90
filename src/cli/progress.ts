/** Progress on a terminal: rows, rows a second and, where the length is known, time left. Silent elsewhere. */
const REDRAW_MS = 200;
const BAR_CELLS = 24;

export type Progress = {
  /** Cheap: draws at most five times a second. */
  update(numRows: number, numBytes: number): void;
  /** Wipe the line. */
  end(): void;
};

export function createProgress(totalBytes: number | undefined): Progress {
  const { stderr } = process;
  if (!stderr.isTTY) return { update: () => undefined, end: () => undefined };
  const started = performance.now();
  let drawn = started;
  return {
    update: (numRows, numBytes) => {
      const now = performance.now();
      if (now - drawn < REDRAW_MS) return;
      drawn = now;
      stderr.write(`\r\x1b[K${line(numRows, numBytes, totalBytes, (now - started) / 1000)}`);
    },
    end: () => void stderr.write('\r\x1b[K'),
  };
}

function line(numRows: number, numBytes: number, totalBytes: number | undefined, seconds: number): string {
  const rate = `${count(numRows)} rows  ${count(numRows / seconds)} rows/s`;
  if (!totalBytes) return rate;
  const share = Math.min(1, numBytes / totalBytes);
  const bar = '█'.repeat(Math.round(share * BAR_CELLS)).padEnd(BAR_CELLS, '░');
  const left = share > 0 ? Math.ceil((seconds / share) * (1 - share)) : 0;
  return `${bar} ${String(Math.floor(share * 100)).padStart(3)} %  ${rate}  ${left} s left`;
}

/** 1234567 as 1,234,567. */
export function count(value: number): string {
  return Math.round(value).toLocaleString('en-GB');
}
