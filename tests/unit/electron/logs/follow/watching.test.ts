import { appendFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Watching } from '#core/logs/follow/watching.ts';

it('tells of what comes to a watched file or is rotated, and is silent about a folder that cannot be watched', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'deskside-watch-'));
  const path = join(folder, 'app.log');
  writeFileSync(path, 'one\n');
  let tell: (path: string) => void = () => undefined;
  const told = (): Promise<string> => new Promise((resolve) => (tell = resolve));
  const watching = new Watching((changed) => tell(changed));
  watching.set(new Set([path, join(folder, 'not-there', 'other.log')]));
  const appended = told();
  appendFileSync(path, 'two\n');
  expect(await appended).toBe(path);
  const rotated = told();
  renameSync(path, `${path}.1`);
  expect(await rotated).toBe(path);
  watching.close();
  rmSync(folder, { recursive: true });
});
