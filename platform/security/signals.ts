import type { SignalName, Signals } from '../../domain/operations/signals.ts';
import { failureGrowth } from '../../domain/operations/security/login-baseline.ts';
import { agesOf } from '../../domain/operations/security/secrets.ts';
import type { HostContext } from '../host-context.ts';
import { certificateWatch } from './certificate.ts';
import { knownSecrets } from './secret-ages.ts';
import { securityLogOf } from './security-log.ts';
import { loginFailures } from './login-failures.ts';
import { countsSince } from './summary.ts';

const minuteMs = 60_000;

/** What `securitySignals` says here. */
export const securitySignalsOf = ({ env }: HostContext): readonly SignalName[] => [
	'login_failures_10m',
	'login_failures_growth_ratio',
	'rate_limited_5m',
	'secrets_overdue',
	...(String(env['PUBLIC_URL']).startsWith('https:') ? (['certificate_days_left'] as const) : []),
];

export async function securitySignals(context: HostContext): Promise<Signals> {
	const { database, env } = context;
	const now = Date.now();
	await securityLogOf(context).flush();
	const failures = await loginFailures(database, now);
	const growth = failureGrowth(failures);
	const { rate_limited } = await countsSince(database, now - 5 * minuteMs);
	const secrets = agesOf(await knownSecrets(database), now);
	const certificate = await certificateWatch.soon(env['PUBLIC_URL'], now);
	return {
		login_failures_10m: failures.recent,
		...(growth !== null && { login_failures_growth_ratio: growth }),
		rate_limited_5m: rate_limited,
		secrets_overdue: secrets.filter(({ overdue }) => overdue).length,
		...(certificate?.state !== 'no_https' && { certificate_days_left: certificate?.days_left ?? null }),
	};
}
