/** How single lines of logs, shells and stack traces look. Each is anchored or short, so that a line is read once. */
const hints: readonly RegExp[] = [
  // 2026-10-15T09:12:01, [2026/10/15 09:12], Oct 15 09:12:01, 09:12:01.123
  /^\s*[[(<]?\d{4}[-/.]\d{1,2}[-/.]\d{1,2}[T ,_]\s?\d{1,2}:\d{2}/,
  /^\s*[[(<]?[A-Z][a-z]{2} {1,2}\d{1,2} \d{2}:\d{2}:\d{2}/,
  /^\s*[[(<]?\d{2}:\d{2}:\d{2}\b/,
  /^\s*\[\s*\d+\.\d+\]/,
  /^.{0,48}\b(?:ERROR|WARN|WARNING|INFO|DEBUG|TRACE|FATAL|CRITICAL)\b\W/,
  // Prompts: $ ls, root@host:~# ls, C:\Users> dir, PS C:\> Get-Item
  /^\s*\$ \S/,
  /^\s*[\w.-]+@[\w.-]+[: ][^#$]{0,80}[#$]\s/,
  /^\s*(?:PS )?[A-Za-z]:\\[^<>|"]{0,200}>/,
  // What curl -v says.
  /^[<>] (?:HTTP\/|GET |POST |PUT |HEAD |Host: )/,
  /^\* (?:Trying |Connected to |Could not |SSL |TLS|Server certificate|Closing connection)/,
];

/** Lines that nobody writes by hand: one of them tells what the lines around it are. */
const proofs: readonly RegExp[] = [
  /^\s+at [\w$.<>/]+[ (:]/,
  /^\s*(?:Caused by: |Traceback \(most recent|File ".+", line \d)/,
  /^(?:@@ -\d|diff --git )/,
  /^\s*\+?[-=]{2,}(?:\+[-=]{2,})+\+?\s*$/,
  /^\s*\[HKEY_/,
];

/** Longer lines are judged by their beginning. */
const JUDGED = 240;

/** 0 nothing, 1 a hint, 2 a proof. */
const weigh = (line: string): number => {
  const start = line.slice(0, JUDGED);
  if (proofs.some((proof) => proof.test(start))) return 2;
  return hints.some((hint) => hint.test(start)) ? 1 : 0;
};

const isBlank = (line: string): boolean => line.trim() === '';
const fence = /^ {0,3}(`{3,})[^`]*$/;

/**
 * Runs of lines that were pasted from a log or a shell, as first line → line after the last: nothing in them is Markdown. A run ends at blank
 * lines and at fences; it was pasted if it holds a proof, or if a third of its lines hint at it, the first among them or two at least.
 */
export const pastedRuns = (lines: readonly string[]): ReadonlyMap<number, number> => {
  const runs = new Map<number, number>();
  let at = 0;
  let open: string | undefined;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const marker = fence.exec(line)?.[1];
    if (open !== undefined) {
      if (marker?.startsWith(open) === true) open = undefined;
      at++;
      continue;
    }
    if (marker !== undefined) {
      open = marker;
      at++;
      continue;
    }
    if (isBlank(line)) {
      at++;
      continue;
    }
    const from = at;
    let hinted = 0;
    let isProved = false;
    while (at < lines.length && !isBlank(lines[at] ?? '') && !fence.test(lines[at] ?? '')) {
      const weight = weigh(lines[at] ?? '');
      if (weight > 0) hinted++;
      if (weight > 1) isProved = true;
      at++;
    }
    const isLikely = hinted * 3 >= at - from && (hinted >= 2 || weigh(lines[from] ?? '') > 0);
    if (isProved || isLikely) runs.set(from, at);
  }
  return runs;
};

const quoteMark = /^ {0,3}>/;
const bullet = /^ {0,3}[-*] /;
const numeral = /^ {0,3}(\d{1,9})[.)] /;

/**
 * The lines with a blank one after each quotation and each list, so that an answer typed right below a quoted mail, or a sentence after a list,
 * is not taken for part of it. What is in `pasted`, and fenced code, stays as it is.
 */
export const endBlocks = (lines: readonly string[], pasted: ReadonlyMap<number, number>): readonly string[] => {
  const ended: string[] = [];
  let open: string | undefined;
  let within: 'quote' | 'list' | undefined;
  let pastedTo = 0;
  let wasBlank = true;
  for (const [at, line] of lines.entries()) {
    pastedTo = pasted.get(at) ?? pastedTo;
    const isPasted = at < pastedTo;
    const marker = isPasted ? undefined : fence.exec(line)?.[1];
    const isOutside = open === undefined && !isPasted;
    const number = numeral.exec(line)?.[1];
    const isItem = bullet.test(line) || (number !== undefined && (wasBlank || within === 'list' || number === '1'));
    const begins = isOutside ? (quoteMark.test(line) ? 'quote' : isItem ? 'list' : undefined) : undefined;
    if (open === undefined && !isBlank(line)) {
      const goesOn = begins === within || (within === 'list' && (begins !== undefined || /^\s/.test(line)));
      if (within !== undefined && !goesOn) {
        if (!wasBlank) ended.push('');
        within = undefined;
      }
      within = begins ?? within;
    }
    if (marker !== undefined) open = open === undefined ? marker : marker.startsWith(open) ? undefined : open;
    wasBlank = isBlank(line);
    ended.push(line);
  }
  return ended;
};
