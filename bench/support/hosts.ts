import { startHost, type Host, type HostOptions } from '../../test/support/host/index.ts';
import { onCleanUp } from './clean-up.ts';
import { deleteNamespace } from './redis.ts';

/** The release of Directus that is measured. */
export const major = 12;

/** A real Directus with the packed bundle and seed content, gone when the measure is over. */
export async function host(
	options: Partial<HostOptions> & { env?: Record<string, string> } = {},
): Promise<Host> {
	const namespace = `bench_${process.pid}`;
	const started = await startHost({
		major,
		database: 'sqlite',
		provisioned: 'seeded',
		name: 'bench',
		// As in production: figures of a start and of memory are with the Studio.
		studio: true,
		...options,
		env: { LOG_LEVEL: 'warn', BEBETTER_NAMESPACE: namespace, ...options.env },
	});
	onCleanUp(async () => {
		await started.stop();
		if (options.redis) await deleteNamespace(`{${namespace}}`);
		const directusKeys = started.env['REDIS_BUS_NAMESPACE']?.split(':')[0];
		if (options.redis && directusKeys) await deleteNamespace(directusKeys);
	});
	return started;
}

/** A provisioned and seeded PostgreSQL database that no Directus is running on. */
export async function scratchDatabase(): Promise<Host> {
	const started = await host({ database: 'postgres' });
	await started.kill('SIGTERM');
	return started;
}
