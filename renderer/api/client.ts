/**
 * How the renderer reaches the core: a typed client over whichever transport this host offers.
 * Views and stores take a `Client`; only the composition root knows the transport. No product rules here.
 */
import type { Result } from '#shared/base/result.ts';
import type { InputOf, OperationName, OutputOf } from '#shared/contract/index.ts';
import type { Notice } from '#shared/contract/notice.ts';
import type { ConnectionStatus, Transport } from '#shared/contract/transport.ts';

export interface Client {
  /** Never rejects: refusals, lost connections and bugs of the core are all failures with a code. */
  call<Name extends OperationName>(name: Name, input: InputOf<Name>): Promise<Result<OutputOf<Name>>>;
  onNotice(listener: (notice: Notice) => void): () => void;
  /** Called at once with the present status, then on every change. */
  onStatus(listener: (status: ConnectionStatus) => void): () => void;
}

/** The core checks every input against the operation's schema; its outputs are trusted to be what the contract says. */
export const createClient = (transport: Transport): Client => ({
  call: <Name extends OperationName>(name: Name, input: InputOf<Name>) =>
    transport.request(name, input) as Promise<Result<OutputOf<Name>>>,
  onNotice: (listener) => transport.onNotice(listener),
  onStatus: (listener) => transport.onStatus(listener),
});
