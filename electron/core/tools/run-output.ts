import type { Readable } from 'node:stream';
import { KeptOutput } from './kept-output.ts';
import { OutputDecoder } from './output-decoder.ts';
import { MaskedText } from './masked-text.ts';
import { PlainText } from './plain-text.ts';

/** Of the newest text that a screen is given at once, UTF-16 units. */
const SHOWN = 64 * 1024;

/**
 * What a program writes, both ways in the order in which it comes. A piece is taken in before the next is asked for, and others have their turn
 * between: a program that writes faster waits at its pipe, and memory holds no more than the limit.
 */
export class RunOutput {
  readonly #kept: KeptOutput;
  readonly #secrets: readonly string[];
  readonly #onText: () => void;
  #bytes = 0;

  /** `secrets` are masked wherever the program writes them. */
  constructor(limit: number, secrets: readonly string[], onText: () => void) {
    this.#kept = new KeptOutput(limit);
    this.#secrets = secrets;
    this.#onText = onText;
  }

  /** Resolves once the stream has ended and everything of it was taken in. Never rejects. */
  take(stream: Readable): Promise<void> {
    const decoder = new OutputDecoder();
    const plain = new PlainText();
    const masked = new MaskedText(this.#secrets);
    return new Promise((resolve) => {
      const finish = () => {
        this.#keep(masked.add(plain.add(decoder.add(Buffer.alloc(0), true))) + masked.end());
        resolve();
      };
      stream.on('data', (piece: Buffer) => {
        stream.pause();
        this.#bytes += piece.length;
        this.#keep(masked.add(plain.add(decoder.add(piece))));
        setImmediate(() => stream.resume());
      });
      stream.once('close', finish);
      stream.on('error', () => stream.destroy());
    });
  }

  /** All that was written, also what is not kept. */
  get writtenBytes(): number {
    return this.#bytes;
  }

  get isEmpty(): boolean {
    return this.#kept.isEmpty;
  }

  /** For the file of the ticket. */
  whole(): string {
    return this.#kept.whole((bytes) => `\n\n… ${bytes} bytes are left out here · 此处省略 ${bytes} 字节 …\n\n`);
  }

  shown(): { readonly text: string; readonly isCut: boolean } {
    const text = this.#kept.newest(SHOWN);
    return { text, isCut: this.#kept.dropped > 0 || text.length >= SHOWN };
  }

  #keep(text: string): void {
    if (text === '') return;
    this.#kept.add(text);
    this.#onText();
  }
}
