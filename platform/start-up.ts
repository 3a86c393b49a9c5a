import type { Config } from './config.ts';
import { deliveryOf, startDelivery } from './delivery.ts';
import type { HostContext } from './host-context.ts';
import { jobsOf } from './jobs/jobs.ts';
import { provision } from './provision/index.ts';
import { seedContent } from './seed/seed.ts';
import { prepareSqlite } from './sql/prepare-sqlite.ts';

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
	await startDelivery(deliveryOf(context), context);
	jobsOf(context).start();
}

async function prepareDatabase(context: HostContext, config: Config): Promise<void> {
	const { logger } = context;
	await prepareSqlite(context.database);

	if (config.BEBETTER_PROVISION_ON_START) {
		const { steps } = await provision(context, { projectDefaults: config.BEBETTER_PROJECT_DEFAULTS });
		if (steps.length > 0) logger.info(`BeBetter: provisioned the database (${steps.length} changes)`);
	}
	if (config.BEBETTER_SEED_ON_START) {
		const { added } = await seedContent(context);
		const rows = Object.values(added).reduce((sum, count) => sum + count, 0);
		if (rows > 0) logger.info(`BeBetter: added ${rows} rows of seed content`);
	}
}
