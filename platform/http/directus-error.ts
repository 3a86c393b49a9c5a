import { createError } from '@directus/errors';
import { ApiError } from './errors.ts';

/** An error of ours as Directus throws its own, for code that answers through it; anything else as it is. */
export function asDirectusError(error: unknown): unknown {
	if (!(error instanceof ApiError)) return error;
	const Refusal = createError<Record<string, unknown>>(error.code, error.message, error.status);
	return new Refusal(error.extensions);
}
