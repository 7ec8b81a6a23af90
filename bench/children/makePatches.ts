/** Makes a bundle with lists and patches of it in a process of its own; prints the folder. */
import { makePatches } from '../lists/patches.ts';

process.stdout.write(await makePatches(Number(process.argv[2])));
