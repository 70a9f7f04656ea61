/**
 * How Windows calls the parts of an event and its levels, where it is exported as text: in the language of whoever exported it. Heads of columns and
 * labels of lists are those of the Event Viewer, `wevtutil` and PowerShell; only those in English, German, French and Chinese were met by people here.
 */
import type { Level } from '#shared/logs/line.ts';
import { windowsLevels } from './windows-event.ts';

export type EventPart =
  | 'at'
  | 'level'
  | 'provider'
  | 'eventId'
  | 'message'
  | 'host'
  | 'channel'
  | 'keywords'
  | 'processId'
  | 'task'
  | 'other';

/** Apostrophes, spaces and capitals differ between versions. */
const plain = (name: string): string =>
  name
    .normalize('NFC')
    .replaceAll(/[’‘´`]/gu, "'")
    .replaceAll(/[\s\u00A0\u202F]+/gu, ' ')
    .trim()
    .toLowerCase();

const named = (names: Readonly<Partial<Record<EventPart, string>>>): ReadonlyMap<string, EventPart> =>
  new Map(
    Object.entries(names).flatMap(([part, list]) =>
      list.split('|').map((name): [string, EventPart] => [name, part as EventPart]),
    ),
  );

const heads = named({
  at: 'timecreated|timegenerated|timewritten|date and time|datum und uhrzeit|date et heure|fecha y hora|日期和时间|日期和時間|日付と時刻',
  level: 'leveldisplayname|entrytype|level|ebene|stufe|niveau|nivel|级别|層級|等級|レベル',
  provider: 'providername|source|quelle|origen|来源|源|來源|ソース',
  eventId:
    "id|eventid|event id|ereignis-id|ereigniskennung|id de l'événement|id d'événement|id. del evento|id. de evento|事件 id|事件id|事件識別碼|イベント id",
  message: 'message|description|meldung|beschreibung|descripción|描述|说明|消息|描述說明|説明',
  host: 'machinename|computer|ordinateur|equipo|计算机|计算机名|電腦|コンピューター',
  channel: 'logname|log name|protokollname|nom du journal|nombre de registro|日志名称|日誌名稱|記錄檔名稱|ログの名前',
  keywords:
    'keywordsdisplaynames|keywords|keyword|schlüsselwörter|schlüsselwort|mots clés|mot clé|mots-clés|palabras clave|关键字|关键词|關鍵字|キーワード',
  processId: 'processid|process id|prozess-id|id de processus|进程 id|處理程序識別碼|プロセス id',
  task: 'taskdisplayname|task category|task|aufgabenkategorie|aufgabe|catégorie de la tâche|catégorie|tâche|categoría de la tarea|任务类别|任务|工作類別|タスクのカテゴリ',
});

/** In lists alone: other tables have such columns too. */
const labels = named({
  at: 'date|datum|fecha|日期|日付',
  other:
    "opcode|code opération|操作码|作業碼|user|benutzer|utilisateur|usuario|用户|使用者|ユーザー|user name|benutzername|nom d'utilisateur|用户名|使用者名稱|event xml|ereignis-xml|xml de l'événement|事件 xml",
});

export const partOfHead = (name: string): EventPart | undefined => heads.get(plain(name));

export const partOfLabel = (name: string): EventPart | undefined => partOfHead(name) ?? labels.get(plain(name));

const levelWords: readonly (readonly [Level, RegExp])[] = [
  ['error', /^(?:critical|error|kritisch|fehler|critique|erreur|crítico|error|关键|严重|错误|嚴重|重大|錯誤|エラー)$/u],
  ['warning', /^(?:warning|warnung|avertissement|advertencia|警告)$/u],
  ['info', /^(?:information(?:en|s)?|información|信息|資訊|情報|successaudit|success|0)$/u],
  ['debug', /^(?:verbose|ausführlich|détaillé|commentaires|detallado|详细|詳細(?:資訊)?|冗长)$/u],
];

const failedAudit =
  /failureaudit|audit failure|überwachung (?:gescheitert|fehlgeschlagen)|fehlerüberwachung|échec de l'audit|error de auditoría|审核失败|稽核失敗|失敗の監査/u;

/** A word of any of the languages, or the number that Windows gives it; null for any other. */
export const levelOfEventWord = (text: string): Level | null => {
  const word = plain(text);
  return levelWords.find(([, words]) => words.test(word))?.[0] ?? windowsLevels[word] ?? null;
};

/** What the security log says of an attempt that failed; it gives no level. */
export const isFailedAudit = (text: string): boolean => failedAudit.test(plain(text));
