/** A console that dies while it stores a file: argument is `{ folder, key, length, at, moment }`. Says `stored` when the blob was answered. */
import { Blobs } from '#core/storage/blobs/blobs.ts';
import { blobContent } from './blob-content.ts';
import { killingBlobFiles } from './blob-files-under-test.ts';

const { folder, key, length, at, moment } = JSON.parse(process.argv[2] ?? '{}') as {
  folder: string;
  key: string;
  length: number;
  at: number;
  moment: 'before' | 'middle' | 'after';
};
const blobs = new Blobs(folder, Buffer.from(key, 'hex'), killingBlobFiles(at, moment));
const upload = await blobs.begin();
await upload.append(blobContent(length));
await upload.finish();
process.stdout.write('stored\n');
