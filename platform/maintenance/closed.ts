import type { NextFunction, Request, Response, Router } from 'express';
import { neverStore } from '../../domain/delivery/cache-policy.ts';
import { maintenanceScreen } from '../../domain/operations/maintenance/screen.ts';
import {
	maintenanceMessage,
	retryAfterSeconds,
	type MaintenanceState,
} from '../../domain/operations/maintenance/state.ts';
import { ApiError, envelope } from '../http/errors.ts';
import { descriptionPath } from '../mobile/paths.ts';
import type { MaintenanceWatch } from './watch.ts';

/** Below `/mobile`: the key of a screen that is asked for. */
const screenAddress = /^\/screens\/([^/]+)\/?$/;

/**
 * While maintenance is on, answers everything below `/mobile` with 503 but the description and purges, which are for
 * people who work here. Mount it before the routes.
 */
export function mountClosed(router: Router, watch: MaintenanceWatch): void {
	router.use((request: Request, response: Response, next: NextFunction) => {
		if (!watch.isOn || request.method === 'PURGE' || request.path === descriptionPath) return next();
		const error = maintenanceError(watch.state, request.path, request.originalUrl, Date.now());
		response
			.status(error.status)
			.set({ ...error.headers, 'Cache-Control': neverStore })
			.json(envelope(error));
	});
}

/** For a screen with one that can be shown in its place, as `extensions.screen`. */
function maintenanceError(state: MaintenanceState, path: string, address: string, now: number): ApiError {
	const messages = maintenanceMessage(state);
	const seconds = retryAfterSeconds(state, now);
	const [, screenKey] = screenAddress.exec(path) ?? [];
	const locale = new URL(address, 'http://localhost').searchParams.get('locale') === 'ar' ? 'ar' : 'en';
	return new ApiError(
		503,
		'MAINTENANCE',
		messages.en,
		{
			messages,
			since: state.since === null ? null : new Date(state.since).toISOString(),
			until: state.until === null ? null : new Date(state.until).toISOString(),
			retry_after_seconds: seconds,
			...(screenKey !== undefined && {
				screen: {
					screen_key: screenKey.slice(0, 100),
					locale,
					schema_version: 1,
					payload: maintenanceScreen(messages, locale),
				},
			}),
		},
		{ 'Retry-After': String(seconds) },
	);
}
