import type { Accountability } from '@directus/types';
import { ApiError } from '../http/errors.ts';

/** What Directus hands to an operation, as far as ours use it. */
export interface FlowContext {
	readonly accountability: Accountability | null | undefined;
	readonly data: Readonly<Record<string, unknown>>;
	readonly flow?: { readonly trigger?: string | null; readonly options?: Record<string, unknown> | null };
}

/**
 * A filter runs inside the write's transaction, where nothing can be seen from outside yet; on SQLite it would wait
 * for itself.
 *
 * @throws {ApiError} 400 INVALID_FLOW
 */
export function refuseFilters(flow: FlowContext['flow']): void {
	if (flow?.trigger === 'event' && flow.options?.['type'] === 'filter')
		throw new ApiError(
			400,
			'INVALID_FLOW',
			'This operation needs a flow of the kind "Action (Non-Blocking)": before the write there is nothing to work on.',
		);
}
