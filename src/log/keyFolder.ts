/** Where day keys lie unless told: inside the log's folder, which keeps a first start simple. */
import { join } from 'node:path';

export function defaultKeyFolder(folder: string): string {
  return join(folder, 'keys');
}
