import {
  channels,
  ticketKinds,
  ticketStates,
  type Channel,
  type Priority,
  type TicketKind,
  type TicketState,
} from '../tickets/ticket.ts';

/** What a search can ask of a ticket besides words: `status:open`, `优先级:1`. Named as in the language; screens have their own words. */
export const operatorNames = [
  'status',
  'priority',
  'assignee',
  'requester',
  'group',
  'category',
  'service',
  'site',
  'organisation',
  'asset',
  'tag',
  'kind',
  'channel',
  'due',
  'created',
  'updated',
  'before',
  'after',
  'has',
  'is',
] as const;
export type OperatorName = (typeof operatorNames)[number];

/** Operators that ask for what a ticket belongs to by way of its requester, its category or the assets it is about. */
export const belongingOperators = ['service', 'site', 'organisation', 'asset'] as const;
export type BelongingOperator = (typeof belongingOperators)[number];

/** Operators whose value is a name that somebody gave. */
export const nameOperators = ['assignee', 'requester', 'group', 'category', ...belongingOperators, 'tag'] as const;
export type NameOperator = (typeof nameOperators)[number];
export const isNameOperator = (name: OperatorName): name is NameOperator => nameOperators.some((each) => each === name);

export type SearchLanguage = 'en' | 'zh-CN';

/** A word of the language as each language writes it, first what completion writes; all of them are understood everywhere. */
export interface Spelling {
  readonly en: readonly [string, ...string[]];
  readonly 'zh-CN': readonly [string, ...string[]];
}

export const operatorSpellings: Readonly<Record<OperatorName, Spelling>> = {
  status: { en: ['status', 'state'], 'zh-CN': ['状态'] },
  priority: { en: ['priority', 'prio'], 'zh-CN': ['优先级'] },
  assignee: { en: ['assignee', 'assigned'], 'zh-CN': ['负责人', '处理人'] },
  requester: { en: ['requester', 'from'], 'zh-CN': ['请求人', '报告人'] },
  group: { en: ['group', 'team'], 'zh-CN': ['处理组', '组'] },
  category: { en: ['category', 'cat'], 'zh-CN': ['类别', '分类'] },
  service: { en: ['service'], 'zh-CN': ['服务'] },
  site: { en: ['site', 'location'], 'zh-CN': ['地点', '站点'] },
  organisation: { en: ['org', 'organisation', 'organization', 'company'], 'zh-CN': ['组织', '单位', '公司'] },
  asset: { en: ['asset', 'ci'], 'zh-CN': ['资产', '设备'] },
  tag: { en: ['tag', 'label'], 'zh-CN': ['标签'] },
  kind: { en: ['kind', 'type'], 'zh-CN': ['类型'] },
  channel: { en: ['channel', 'via'], 'zh-CN': ['渠道'] },
  due: { en: ['due'], 'zh-CN': ['到期', '截止'] },
  created: { en: ['created'], 'zh-CN': ['创建', '创建时间'] },
  updated: { en: ['updated'], 'zh-CN': ['更新', '更新时间'] },
  before: { en: ['before'], 'zh-CN': ['早于'] },
  after: { en: ['after'], 'zh-CN': ['晚于'] },
  has: { en: ['has', 'with'], 'zh-CN': ['含', '包含', '有'] },
  is: { en: ['is'], 'zh-CN': ['是'] },
};

const statusSpellings: Readonly<Record<TicketState, Spelling>> = {
  new: { en: ['new'], 'zh-CN': ['新建'] },
  assigned: { en: ['assigned'], 'zh-CN': ['已分派'] },
  in_progress: { en: ['in-progress', 'in_progress', 'inprogress'], 'zh-CN': ['处理中'] },
  on_hold: { en: ['on-hold', 'on_hold', 'onhold', 'hold'], 'zh-CN': ['挂起'] },
  resolved: { en: ['resolved'], 'zh-CN': ['已解决'] },
  closed: { en: ['closed'], 'zh-CN': ['已关闭'] },
  cancelled: { en: ['cancelled', 'canceled'], 'zh-CN': ['已取消'] },
  merged: { en: ['merged'], 'zh-CN': ['已合并'] },
};

const prioritySpellings: Readonly<Record<`${Priority}`, Spelling>> = {
  '1': { en: ['1', 'p1', 'critical'], 'zh-CN': ['1'] },
  '2': { en: ['2', 'p2', 'high'], 'zh-CN': ['2'] },
  '3': { en: ['3', 'p3', 'medium'], 'zh-CN': ['3'] },
  '4': { en: ['4', 'p4', 'low'], 'zh-CN': ['4'] },
};

const kindSpellings: Readonly<Record<TicketKind, Spelling>> = {
  incident: { en: ['incident'], 'zh-CN': ['事件'] },
  request: { en: ['request'], 'zh-CN': ['服务请求', '请求'] },
};

const channelSpellings: Readonly<Record<Channel, Spelling>> = {
  portal: { en: ['portal'], 'zh-CN': ['门户'] },
  email: { en: ['email', 'e-mail', 'mail'], 'zh-CN': ['邮件'] },
  phone: { en: ['phone'], 'zh-CN': ['电话'] },
  walk_up: { en: ['walk-up', 'walk_up', 'walkup'], 'zh-CN': ['到台'] },
  on_site: { en: ['on-site', 'on_site', 'onsite'], 'zh-CN': ['现场'] },
  log_alert: { en: ['log-alert', 'log_alert', 'alert'], 'zh-CN': ['日志告警'] },
  import: { en: ['import'], 'zh-CN': ['导入'] },
};

/** What a ticket can hold. */
export const contentNames = [
  'comment',
  'note',
  'reply',
  'attachment',
  'resolution',
  'description',
  'tag',
  'link',
] as const;
export type ContentName = (typeof contentNames)[number];

const contentSpellings: Readonly<Record<ContentName, Spelling>> = {
  comment: { en: ['comment', 'comments'], 'zh-CN': ['评论'] },
  note: { en: ['note', 'notes', 'work-note'], 'zh-CN': ['工作笔记', '工作记录', '备注'] },
  reply: { en: ['reply', 'replies'], 'zh-CN': ['回复'] },
  attachment: { en: ['attachment', 'attachments', 'file'], 'zh-CN': ['附件'] },
  resolution: { en: ['resolution', 'solution'], 'zh-CN': ['解决方案', '解决'] },
  description: { en: ['description'], 'zh-CN': ['描述'] },
  tag: { en: ['tag', 'tags', 'label'], 'zh-CN': ['标签'] },
  link: { en: ['link', 'links'], 'zh-CN': ['关联'] },
};

/** What a ticket can be. */
export const traitNames = [
  'open',
  'major',
  'overdue',
  'unassigned',
  'reopened',
  'merged',
  'imported',
  'on-hold',
] as const;
export type TraitName = (typeof traitNames)[number];

const traitSpellings: Readonly<Record<TraitName, Spelling>> = {
  open: { en: ['open'], 'zh-CN': ['未关闭', '打开'] },
  major: { en: ['major'], 'zh-CN': ['重大'] },
  overdue: { en: ['overdue', 'late', 'breached'], 'zh-CN': ['逾期', '超时'] },
  unassigned: { en: ['unassigned'], 'zh-CN': ['未分派'] },
  reopened: { en: ['reopened'], 'zh-CN': ['重新打开', '重开'] },
  merged: { en: ['merged'], 'zh-CN': ['已合并'] },
  imported: { en: ['imported'], 'zh-CN': ['已导入', '导入'] },
  'on-hold': { en: ['on-hold', 'hold'], 'zh-CN': ['挂起'] },
};

/** `status:open` and `is:open` mean the same. */
export const openSpelling: Spelling = traitSpellings.open;

const listed = <Name extends string>(
  names: readonly Name[],
  spellings: Readonly<Record<Name, Spelling>>,
): readonly (readonly [Name, Spelling])[] => names.map((name) => [name, spellings[name]]);

/** Values of the operators that take one of a few. */
export const valueSpellings = {
  status: listed(ticketStates, statusSpellings),
  priority: listed(['1', '2', '3', '4'], prioritySpellings),
  kind: listed(ticketKinds, kindSpellings),
  channel: listed(channels, channelSpellings),
  has: listed(contentNames, contentSpellings),
  is: listed(traitNames, traitSpellings),
} as const;

/** Oneself, and nobody or nothing, where a name is asked for. */
export const meSpelling: Spelling = { en: ['me'], 'zh-CN': ['我'] };
export const noneSpelling: Spelling = { en: ['none', 'nobody', 'empty'], 'zh-CN': ['无', '无人'] };

export const spellingsOf = (spelling: Spelling): readonly string[] => [...spelling.en, ...spelling['zh-CN']];
