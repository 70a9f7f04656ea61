import type { Found, Probe } from '../probe.ts';

/** All that who asks a system has to give: when to stop. */
export type Asking = Pick<Probe, 'signal'>;

export interface Listening {
  readonly address: string;
  readonly port: number;
  /** The number of the process behind it, where the system tells everybody. */
  readonly pid?: number;
}

/** A way out of everything that is near. */
export interface Gateway {
  readonly device: string;
  /** Empty where whatever is sent into the device leaves by it, as with a modem or a VPN. */
  readonly address: string;
  readonly metric: number;
}

/** What a system said, and where it said that: a file, or a program with its arguments. */
export interface Told<Item> {
  readonly by: string;
  readonly all: readonly Item[];
}

/** How the system of this laptop is asked about itself. Each resolves null where it does not tell, and never guesses. */
export interface LaptopSystem {
  /** The name is told to whoever keeps the services as one argument; no shell reads it. */
  readonly service: (name: string, asking: Asking) => Promise<Found>;
  readonly listening: (asking: Asking) => Promise<Told<Listening> | null>;
  /** The one that is used first comes first. */
  readonly gateways: (asking: Asking) => Promise<Told<Gateway> | null>;
  /** Bytes that programs can have; what the system keeps and would give up counts as such. */
  readonly availableMemory: (asking: Asking) => Promise<number | null>;
}
