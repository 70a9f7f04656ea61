/** What a pack holds, thing by thing, as a page and a sheet of paper show it. */
import type { AssetStatus } from '../assets/configuration-item.ts';
import type { DocumentState } from '../documents/states.ts';
import type { ArticleKind } from '../knowledge/article.ts';
import type { Priority, TicketState } from '../tickets/ticket.ts';
import type { PackReason } from './belonging.ts';

/** A file that a ticket or an article refers to, as it lies on this device. */
export interface FileFacts {
  readonly name: string;
  readonly bytes: number;
  readonly state: 'here' | 'missing' | 'damaged';
}

/** What a record takes up here, with the files that it refers to. */
export interface RecordFacts {
  readonly bytes: number;
  readonly files: readonly FileFacts[];
}

export interface PackThing {
  readonly id: string;
  readonly reasons: readonly PackReason[];
  readonly bytes: number;
}

export interface PackPerson extends PackThing {
  readonly name: string;
  readonly jobTitle: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly isVip: boolean;
}

export interface PackAsset extends PackThing {
  readonly number: string;
  readonly name: string;
  readonly class: string;
  readonly status: AssetStatus;
  readonly serial: string;
  readonly assetTag: string;
  readonly model: string;
  /** Levels below the whole that is in the pack, too. */
  readonly depth: number;
}

export interface PackTicket extends PackThing {
  readonly number: string;
  readonly title: string;
  readonly priority: Priority;
  readonly state: TicketState;
  readonly requester: string | null;
  readonly files: number;
}

export interface PackArticle extends PackThing {
  readonly number: string;
  readonly title: string;
  readonly kind: ArticleKind;
  readonly language: string;
  readonly pictures: number;
  /** Its last day has passed. */
  readonly isOutdated: boolean;
}

export interface PackDocument extends PackThing {
  readonly number: string;
  readonly title: string;
  /** What matters most first. */
  readonly states: readonly DocumentState[];
  /** Where it is kept, of one that is not here. */
  readonly place: string | null;
}

/** Who can be called, by rota; `phone` null where none is known. */
export interface PackOnCall {
  readonly rotaId: string;
  readonly rota: string;
  /** Null: nobody has it now. */
  readonly person: { readonly id: string; readonly name: string; readonly phone: string | null } | null;
  /** Until when, RFC 3339; null where nothing changes. */
  readonly until: string | null;
}
