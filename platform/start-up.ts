import { alertsOf } from './alerts/alerts.ts';
import type { Config } from './config.ts';
import { deliveryOf, startDelivery } from './delivery.ts';
import type { HostContext } from './host-context.ts';
import { jobsOf } from './jobs/jobs.ts';
import { maintenanceOf } from './maintenance/watch.ts';
import { noteRelease } from './health/releases.ts';
import { heartbeatOf } from './processes/heartbeat.ts';
import { provision } from './provision/index.ts';
import { rememberSecrets } from './security/secret-ages.ts';
import { securityLogOf } from './security/security-log.ts';
import { seedPeople } from './seed/seed-people.ts';
import { seedContent } from './seed/seed.ts';
import { prepareSqlite } from './sql/prepare-sqlite.ts';
import { telemetryOf } from './telemetry/telemetry.ts';

/**
 * What has to be true before the first request. A failure is reported and Directus starts all the same: the
 * Studio is where an administrator would mend it, and delivery goes on trying.
 */
export async function startUp(context: HostContext, config: Config): Promise<void> {
	const { logger } = context;
	await prepareDatabase(context, config).catch((error: unknown) =>
		logger.error(
			error,
			'BeBetter could not prepare the database; run "directus bebetter provision" to see why',
		),
	);
	await rememberSecrets(context.database, context.env, Date.now()).catch((error: unknown) =>
		logger.warn(error, 'BeBetter: the ages of secrets are not known yet'),
	);
	await noteRelease(context).catch((error: unknown) =>
		logger.warn(
			error,
			'BeBetter: the release could not be noted, so nothing is compared with the one before',
		),
	);
	securityLogOf(context).start();
	await maintenanceOf(context).start();
	heartbeatOf(context).start(config.BEBETTER_ROLE);
	telemetryOf(context).start();
	await startDelivery(deliveryOf(context), context);
	jobsOf(context).start();
	alertsOf(context).start();
}

async function prepareDatabase(context: HostContext, config: Config): Promise<void> {
	const { logger } = context;
	await prepareSqlite(context.database);

	if (config.BEBETTER_PROVISION_ON_START) {
		const { steps } = await provision(context, { projectDefaults: config.BEBETTER_PROJECT_DEFAULTS });
		telemetryOf(context).isProvisioned = true;
		if (steps.length > 0) logger.info(`BeBetter: provisioned the database (${steps.length} changes)`);
	}
	if (config.BEBETTER_SEED_ON_START) {
		const { added } = await seedContent(context);
		const rows = Object.values(added).reduce((sum, count) => sum + count, 0);
		if (rows > 0) logger.info(`BeBetter: added ${rows} rows of seed content`);
	}
	if (config.BEBETTER_SEED_PEOPLE) {
		const report = await seedPeople(context, config, { now: Date.now() });
		if ('people' in report)
			logger.info(`BeBetter: added ${report.people} synthetic people and ${report.events} events of theirs`);
	}
}
