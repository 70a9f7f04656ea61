/** Articles that others wrote, where they lie beside the repository: what a technician types finds the one that is meant among the first three. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { articleDocument } from '#core/search/article-texts.ts';
import { InvertedIndex } from '#core/search/inverted-index.ts';
import { shippedSynonyms } from '#core/search/shipped-synonyms.ts';
import { findWords } from '#core/search/word-query.ts';
import { articleGrammar } from '#shared/knowledge/grammar.ts';
import { parseIn } from '#shared/search/parse.ts';
import { synonymTable } from '#shared/search/synonyms.ts';

const data = fileURLToPath(new URL('../../../../../shared/data/', import.meta.url));
const folders = [`${data}kb-zh-windows-bugcheck-ccby`, `${data}kb-en-sysinternals-ccby`];

/** As an import would take them apart, roughly: the title of the front matter, and the text below it. */
const read = (path: string): { readonly name: string; readonly title: string; readonly body: string } => {
  const text = readFileSync(path, 'utf8');
  const [, front = '', body = text] = /^---\s*\r?\n([\s\S]*?)\r?\n---\s*\r?\n([\s\S]*)$/u.exec(text) ?? [];
  const title = /^title:\s*["']?(.*?)["']?\s*$/mu.exec(front)?.[1] ?? /^#\s+(.*)$/mu.exec(body)?.[1] ?? basename(path);
  return { name: basename(path, '.md'), title, body };
};

const queries: readonly (readonly [string, string])[] = [
  ['0x116', 'bug-check-0x116---video-tdr-failure'],
  ['0x00000116', 'bug-check-0x116---video-tdr-failure'],
  ['VIDEO_TDR_FAILURE', 'bug-check-0x116---video-tdr-failure'],
  ['VIDEO_TDR_FAILURE (116)', 'bug-check-0x116---video-tdr-failure'],
  ['停止代码 7B', 'bug-check-0x7b--inaccessible-boot-device'],
  ['INACCESSIBLE_BOOT_DEVICE', 'bug-check-0x7b--inaccessible-boot-device'],
  ['irql not less or equal', 'bug-check-0xa--irql-not-less-or-equal'],
  ['DRIVER_IRQL_NOT_LESS_OR_EQUAL', 'bug-check-0xd1--driver-irql-not-less-or-equal'],
  ['bugcheck d1', 'bug-check-0xd1--driver-irql-not-less-or-equal'],
  ['0x124 WHEA', 'bug-check-0x124---whea-uncorrectable-error'],
  ['whea uncorrectable', 'bug-check-0x124---whea-uncorrectable-error'],
  ['critical process died', 'bug-check-0xef--critical-process-died'],
  ['蓝屏 0xEF', 'bug-check-0xef--critical-process-died'],
  ['0xc000021a', 'bug-check-0xc000021a--winlogin-fatal-error'],
  ['-1073741286', 'bug-check-0xc000021a--winlogin-fatal-error'],
  ['dpc watchdog violation', 'bug-check-0x133-dpc-watchdog-violation'],
  ['KERNEL_SECURITY_CHECK_FAILURE', 'bug-check-0x139--kernel-security-check-failure'],
  ['0x1A MEMORY_MANAGEMENT', 'bug-check-0x1a--memory-management'],
  ['page fault nonpaged', 'bug-check-0x50--page-fault-in-nonpaged-area'],
  ['ntfs_file_system', 'bug-check-0x24--ntfs-file-system'],
  ['unmountable boot volume', 'bug-check-0xed--unmountable-boot-volume'],
  ['蓝屏数据', 'blue-screen-data'],
  ['蓝屏 一般提示', 'general-troubleshooting-tips'],
  ['电源状态 0x9f', 'bug-check-0x9f--driver-power-state-failure'],
  ['USB 驱动 0xFE', 'bug-check-0xfe--bugcode-usb-driver'],
  ['driver verifier 0xC4', 'bug-check-0xc4--driver-verifier-detected-violation'],
  ['bad pool caler', 'bug-check-0xc2--bad-pool-caller'],
  ['bsod screen saver', 'bluescreen'],
  ['crash hang kernel memory leaks', 'notmyfault'],
  ['programs at startup', 'autoruns'],
  ['startup programs login', 'autoruns'],
  ['process monitor', 'procmon'],
  ['monitor registry process thread activity', 'procmon'],
  ['open handles file in use', 'handle'],
  ['tcp connections', 'tcpview'],
  ['remote desktop connection manager', 'rdcman'],
  ['secure delete', 'sdelete'],
  ['disk usage', 'du'],
  ['remote command', 'psexec'],
  ['reboot remote computer', 'psshutdown'],
  ['crash dump cpu spike', 'procdump'],
  ['sigcheck signed', 'sigcheck'],
  ['physical memory usage', 'rammap'],
  ['screen zoom annotation', 'zoomit'],
  ['desktop background system information', 'bginfo'],
  ['alternate data streams', 'streams'],
  ['process explorr', 'process-explorer'],
];

describe.skipIf(!folders.every((folder) => existsSync(folder)))('articles that others wrote', () => {
  const index = new InvertedIndex(
    (slot) => ({ number: `KB-7K3Q-${String(slot + 1).padStart(6, '0')}`, externalId: null }),
    0.8,
  );
  const lexicon = { version: 0, synonyms: synonymTable([...shippedSynonyms.values()].map((words) => ({ words }))) };
  let names: readonly string[] = [];

  beforeAll(() => {
    const articles = folders.flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.md') && basename(path) !== 'ORIGIN.md')
        .toSorted()
        .map((path) => read(`${folder}/${path}`)),
    );
    names = articles.map(({ name }) => name);
    articles.forEach(({ title, body }, slot) => {
      const document = articleDocument({ title, body, category: null, tags: [], audience: 'internal' });
      if (document) index.put(slot, document);
    });
  });

  const firstThree = (text: string): readonly string[] => {
    const pieces = parseIn(articleGrammar, text).filter((piece) => piece.kind === 'word');
    const { scores } = findWords(index, pieces, lexicon);
    return names
      .map((name, slot) => ({ name, score: scores?.[index.docAt(slot) ?? -1] ?? 0 }))
      .filter(({ score }) => score > 0)
      .toSorted((left, right) => right.score - left.score)
      .slice(0, 3)
      .map(({ name }) => name);
  };

  it('are all there', () => {
    expect(names.length).toBeGreaterThan(530);
  });

  it.each(queries)('by %j find %s', (text, name) => {
    expect(firstThree(text)).toContain(name);
  });
});
