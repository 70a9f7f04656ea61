/** Replaces the key files again and again until it is killed; writes the counter of each version that was acknowledged to descriptor 3. */
import { writeSync } from 'node:fs';
import { loadKeys, saveKeys } from '#core/accounts/key-store.ts';
import { nodeProfileFiles } from '#core/accounts/profile-files.ts';
import { cheapCost } from './key-cost.ts';

const files = nodeProfileFiles(process.argv[2] ?? '');
const found = await loadKeys(files, cheapCost);
if (found.state !== 'whole') throw new Error(`the keys are ${found.state}`);
let { keys } = found;
for (;;) {
  keys = await saveKeys(files, { ...keys, desk: `desk ${keys.counter}` });
  writeSync(3, `${keys.counter}\n`);
}
