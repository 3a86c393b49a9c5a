import { defineHook } from '@directus/extensions-sdk';
import type { Application } from 'express';
import { configOf } from '../../../platform/config.ts';
import type { HostContext } from '../../../platform/host-context.ts';
import { responseRecorder, type ResponseEvent } from '../../../platform/metrics/record-response.ts';
import { answerEarly } from '../../../platform/telemetry/serve.ts';
import { telemetryOf } from '../../../platform/telemetry/telemetry.ts';

/** Counts what Directus answers and who logs in, and answers health before Directus's middlewares do. */
export default defineHook(({ init, action }, hookContext) => {
	const context = hookContext as unknown as HostContext;
	const telemetry = telemetryOf(context);
	const slowFrom = configOf(context).BEBETTER_SLOW_REQUEST_MS;
	const record = responseRecorder({ telemetry, logger: context.logger, slowFrom });

	init('middlewares.before', ({ app }) => answerEarly(app as Application));
	action('response', (event, { schema }) => record(event as ResponseEvent, schema?.collections ?? {}));
	// The event carries the password: nothing but the status is looked at.
	action('auth.login', ({ status }) => telemetry.counters.countLogin(status));
});
