import { defineHook } from '@directus/extensions-sdk';
import type { Application } from 'express';
import type { HostContext } from '../../../platform/host-context.ts';
import { guardBodies } from '../../../platform/security/guard-bodies.ts';
import { guardImports } from '../../../platform/security/guard-imports.ts';
import { readAttempt, readRefusal } from '../../../platform/security/read-events.ts';
import { securityLogOf } from '../../../platform/security/security-log.ts';
import { AccessWatch, accessScopes } from '../../../platform/security/watch-access.ts';

/** Counts logins, refusals and changes of access, and keeps hostile bodies from Directus. */
export default defineHook(({ init, filter, action }, hookContext) => {
	const context = hookContext as unknown as HostContext;
	const log = securityLogOf(context);
	const watch = new AccessWatch(context, log);

	init('routes.before', ({ app }) => {
		guardBodies(app as Application);
		guardImports(app as Application);
	});

	action('auth.login', (meta, { accountability }) => log.record(readAttempt(meta, accountability?.ip)));
	action('response', (meta) => {
		const refusal = readRefusal(meta);
		if (refusal) log.record(refusal);
	});

	for (const { collection, scope } of accessScopes) {
		filter(`${scope}.update`, async (payload, meta, event) => {
			await watch.remember(collection, meta['keys'] as unknown[], payload, event);
			return payload;
		});
		filter(`${scope}.delete`, async (keys, _meta, event) => {
			await watch.remember(collection, keys as unknown[], null, event);
			return keys;
		});
		action(`${scope}.create`, ({ key, payload }, event) =>
			watch.record('create', collection, [key], payload, event),
		);
		action(`${scope}.update`, ({ keys, payload }, event) =>
			watch.record('update', collection, keys as unknown[], payload, event),
		);
		action(`${scope}.delete`, ({ payload }, event) =>
			watch.record('delete', collection, payload as unknown[], null, event),
		);
	}
});
