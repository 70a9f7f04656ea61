import { refuse, succeed, type Result } from '#shared/base/result.ts';
import { encodeRequest, type WireRequest } from '#shared/contract/wire.ts';

/** The request as text, or a refusal for input that no transport can carry: `request` never rejects, not even for a bug. */
export const encodeSafely = (request: WireRequest): Result<string> => {
  try {
    return succeed(encodeRequest(request));
  } catch (error) {
    return refuse('request.invalid', `the input of ${request.name} is not JSON: ${String(error)}`, {
      operation: request.name,
    });
  }
};
