import { defineHook } from '@directus/extensions-sdk';
import type { Application } from 'express';
import { takeEventRequests } from '../../../platform/events/take-request.ts';
import { eventsPath, mobileBase } from '../../../platform/mobile/paths.ts';

/** Runs before Directus looks at tokens and bodies: events of a phone whose token has run out are not lost. */
export default defineHook(({ init }, { env }) => {
	const sessionCookie = String(env['SESSION_COOKIE_NAME'] ?? 'directus_session_token');
	init('middlewares.before', ({ app }) =>
		takeEventRequests(app as Application, mobileBase + eventsPath, sessionCookie),
	);
});
