/** Colours for people: on a terminal only, and not where NO_COLOR says otherwise. Files and pipes get plain text. */
import pc from 'picocolors';

type Colours = ReturnType<typeof pc.createColors>;

const onTerminal = (stream: { isTTY?: boolean }): Colours =>
  pc.createColors(pc.isColorSupported && stream.isTTY === true);

export const colours: Colours = onTerminal(process.stdout);
/** For what goes to standard error. */
export const errorColours: Colours = onTerminal(process.stderr);
