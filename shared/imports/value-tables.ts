import {
  channels,
  holdReasons,
  resolutionCodes,
  ticketKinds,
  type HoldReason,
  type TicketState,
} from '../tickets/ticket.ts';
import type { CodedField } from './fields.ts';
import type { SourceSystem } from './source-systems.ts';

/** States a row can be given. A hold carries its reason; merged tickets would need the one they went into and count as closed. */
export const stateCodes = [
  'new',
  'assigned',
  'in_progress',
  ...holdReasons.map((reason) => `on_hold/${reason}` as const),
  'resolved',
  'closed',
  'cancelled',
] as const;
export type StateCode = (typeof stateCodes)[number];

export const stateOf = (code: StateCode): { readonly state: TicketState; readonly hold: HoldReason | null } =>
  code.startsWith('on_hold/')
    ? { state: 'on_hold', hold: code.slice('on_hold/'.length) as HoldReason }
    : { state: code as TicketState, hold: null };

/** What the cells of a coded field may be translated to, as text. */
export const codesOf: Readonly<Record<CodedField, readonly string[]>> = {
  state: stateCodes,
  priority: ['1', '2', '3', '4'],
  impact: ['1', '2', '3'],
  urgency: ['1', '2', '3'],
  kind: ticketKinds,
  channel: channels,
  resolutionCode: resolutionCodes,
};

/** code → the words and codes that mean it, folded by `foldLabel`. */
export type ValueTable = Readonly<Record<string, readonly string[]>>;

const states: ValueTable = {
  new: [
    'new',
    'to do',
    'todo',
    'backlog',
    'registered',
    '新建',
    '新',
    '待受理',
    '未受理',
    '未分配',
    'nouveau',
    'neu',
    'reopened',
  ],
  assigned: [
    'assigned',
    'open',
    'selected for development',
    'processing(assigned)',
    'en cours(attribué)',
    'in bearbeitung(zugewiesen)',
    '处理中(已分配)',
    '处理中(已指派)',
    '已分配',
    '已指派',
    '已派单',
    'ouvert',
    'offen',
    '打开',
    '开放',
    '未解决',
  ],
  in_progress: [
    'in progress',
    'active',
    'work in progress',
    'processing(planned)',
    'en cours(planifié)',
    'in bearbeitung(geplant)',
    '处理中(已计划)',
    '处理中',
    '进行中',
    'in review',
    'en cours',
    'in bearbeitung',
    'waiting for support',
    'escalated',
  ],
  'on_hold/requester': [
    'awaiting user info',
    'awaiting caller',
    'awaiting evidence',
    'waiting for customer',
    'pending reminder',
    'pending',
    'on hold',
    'en attente',
    'wartend',
    '等待',
    '待处理',
    '挂起',
    '等待用户',
    '等待用户回复',
    '已暂停',
    '暂停',
  ],
  'on_hold/vendor': ['awaiting vendor', 'waiting for vendor', '等待供应商', '等待厂商'],
  'on_hold/change': ['awaiting change', 'waiting for change', '等待变更'],
  'on_hold/problem': ['awaiting problem', '等待问题'],
  'on_hold/parts': ['waiting for parts', 'awaiting parts', '等待备件', '待料'],
  'on_hold/access': ['awaiting access', '等待权限'],
  resolved: ['resolved', 'solved', 'done', 'pending close', 'résolu', 'gelöst', '已解决', '待关闭', '已完成', '完成'],
  closed: [
    'closed',
    'clos',
    'clôturé',
    'fermé',
    'geschlossen',
    '已关闭',
    '关闭',
    '已结束',
    '归档',
    'archived',
    'merged',
    'completed',
  ],
  cancelled: [
    'cancelled',
    'canceled',
    "won't do",
    'rejected',
    'deleted',
    '已取消',
    '取消',
    '已撤销',
    '作废',
    'annulé',
    'declined',
  ],
};

const priorities: ValueTable = {
  1: [
    'critical',
    'urgent',
    'emergency',
    'highest',
    'blocker',
    'major incident',
    'p1',
    'sev1',
    'very high',
    'très haute',
    'majeure',
    'sehr hoch',
    '紧急',
    '极高',
    '非常高',
    '严重',
    '最高',
    '特急',
    '重大',
  ],
  2: ['high', 'p2', 'sev2', 'haute', 'hoch', '高', '急'],
  3: ['moderate', 'medium', 'normal', 'p3', 'sev3', 'moyenne', 'mittel', '中', '中等', '普通', '一般', 'major'],
  4: [
    'low',
    'lowest',
    'planning',
    'minor',
    'trivial',
    'p4',
    'p5',
    'sev4',
    'very low',
    'basse',
    'très basse',
    'niedrig',
    'sehr niedrig',
    '低',
    '很低',
    '非常低',
    '最低',
  ],
};

const levels: ValueTable = {
  1: [
    'high',
    'very high',
    'critical',
    'extensive',
    'haute',
    'haut',
    'très haute',
    'très haut',
    'hoch',
    'sehr hoch',
    '高',
    '非常高',
    '很高',
    '紧急',
  ],
  2: ['medium', 'moderate', 'normal', 'significant', 'moyenne', 'moyen', 'mittel', '中', '中等'],
  3: [
    'low',
    'very low',
    'minor',
    'basse',
    'bas',
    'très basse',
    'très bas',
    'niedrig',
    'sehr niedrig',
    '低',
    '很低',
    '非常低',
  ],
};

/** What is true everywhere, tried after the table of the system itself. */
const everywhere: Readonly<Record<CodedField, ValueTable>> = {
  state: states,
  priority: priorities,
  impact: levels,
  urgency: levels,
  kind: {
    incident: ['incident', 'bug', 'fault', 'problem', 'störung', '事件', '故障', '报修', 'issue', 'task', '问题'],
    request: [
      'request',
      'service request',
      'demande',
      'anfrage',
      '请求',
      '服务请求',
      '申请',
      'feature',
      'story',
      'new feature',
      'improvement',
      'service request with approvals',
      '咨询',
      'question',
    ],
  },
  channel: {
    portal: ['portal', 'self-service', 'self service', 'web', 'online', 'helpdesk', '自助', '门户', '网页', '在线'],
    email: ['email', 'e-mail', 'mail', '邮件', '电子邮件'],
    phone: ['phone', 'telephone', 'call', 'téléphone', 'telefon', '电话', '热线'],
    walk_up: ['walk-up', 'walk-in', 'walk up', 'walk in', 'in person', 'direct', '到访', '当面', '上门咨询'],
    on_site: ['on site', 'on-site', 'onsite', 'sur site', '现场', '上门'],
    log_alert: ['alert', 'monitoring', 'event', 'api', '告警', '监控'],
    import: ['import', 'other', 'autre', 'sonstige', '其他', '其它'],
  },
  resolutionCode: {
    configuration: ['configuration', 'configured', '配置', 'solved(configuration)'],
    compatibility: ['compatibility', 'incompatible', '兼容', '兼容性'],
    software_patch: ['software', 'patch', 'bug fix', 'fixed', '补丁', '软件'],
    hardware_repair: ['hardware', 'repair', 'replaced', '硬件', '维修', '更换'],
    system_update: ['update', 'upgrade', '升级', '更新'],
    assistance: [
      'assistance',
      'solved(work around)',
      'solved(workaround)',
      'solved(permanently)',
      'done',
      '协助',
      '指导',
    ],
    training: ['training', 'user education', '培训'],
    access: ['access', 'permission', 'password reset', '权限', '访问'],
    no_fault_found: [
      'no fault found',
      'cannot reproduce',
      'not reproducible',
      'not solved(not reproducible)',
      '无故障',
      '无法重现',
    ],
    other: ['other', 'closed/resolved by caller', 'unresolved', "won't fix", 'duplicate', '其他', '其它'],
  },
};

/** Codes and words that mean something of their own in one system (DOMAIN.md §1, "Codes elsewhere"; GLPI and Zammad count priority upwards). */
const ofSystem: Readonly<Partial<Record<SourceSystem, Readonly<Partial<Record<CodedField, ValueTable>>>>>> = {
  servicenow: {
    state: {
      new: ['1'],
      in_progress: ['2'],
      'on_hold/requester': ['3'],
      resolved: ['6'],
      closed: ['7'],
      cancelled: ['8'],
    },
    priority: { 1: ['1'], 2: ['2'], 3: ['3'], 4: ['4', '5'] },
    impact: { 1: ['1'], 2: ['2'], 3: ['3'] },
    urgency: { 1: ['1'], 2: ['2'], 3: ['3'] },
  },
  glpi: {
    state: {
      new: ['1'],
      assigned: ['2'],
      in_progress: ['3'],
      'on_hold/requester': ['4'],
      resolved: ['5'],
      closed: ['6'],
    },
    priority: { 1: ['6', '5', 'major'], 2: ['4'], 3: ['3'], 4: ['2', '1'] },
    impact: { 1: ['5', '4'], 2: ['3'], 3: ['2', '1'] },
    urgency: { 1: ['5', '4'], 2: ['3'], 3: ['2', '1'] },
    kind: { incident: ['1'], request: ['2'] },
  },
  zammad: {
    state: {
      assigned: ['open'],
      'on_hold/requester': ['pending reminder'],
      resolved: ['pending close'],
      closed: ['merged', 'removed'],
    },
    priority: { 2: ['3 high', '3'], 3: ['2 normal', '2'], 4: ['1 low', '1'] },
  },
  jira: {
    priority: {
      1: ['highest', 'blocker', 'critical'],
      2: ['high', 'major'],
      3: ['medium'],
      4: ['low', 'lowest', 'minor', 'trivial'],
    },
  },
  osticket: {
    priority: { 1: ['emergency'], 2: ['high'], 3: ['normal'], 4: ['low'] },
    channel: { portal: ['web'], email: ['email'], phone: ['phone'], log_alert: ['api'], import: ['other'] },
  },
  generic: {
    priority: { 1: ['1'], 2: ['2'], 3: ['3'], 4: ['4', '5'] },
    impact: { 1: ['1'], 2: ['2'], 3: ['3'] },
    urgency: { 1: ['1'], 2: ['2'], 3: ['3'] },
  },
};

/** Tables to try for a field, the system's own first. */
export const valueTables = (system: SourceSystem, field: CodedField): readonly ValueTable[] => {
  const own = ofSystem[system === 'servicenow-events' ? 'servicenow' : system]?.[field];
  return own ? [own, everywhere[field]] : [everywhere[field]];
};
