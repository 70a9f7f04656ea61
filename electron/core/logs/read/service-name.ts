/** The name of a service in front of what it said, as `docker compose` writes it: padded, and with `--timestamps` the time behind it. */
import { levelOfWord } from './level.ts';

const service = /^([\w.-]{1,64}) +\| (?:\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z )?/;

/** What the service said; undefined for a line without its name. */
export const behindService = (line: string): string | undefined => {
  const found = service.exec(line);
  // Other programs set the level in front of such a line.
  return found && levelOfWord(found[1] ?? '') === null ? line.slice(found[0].length) : undefined;
};
